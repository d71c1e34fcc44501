import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { planCi } from "../../src/integrations/ci.ts";
import type { Tools } from "../../src/integrations/integration.ts";
import { REPOSITORY, toolsOf } from "../support/tools.ts";

const at = (remote: string, folder = "") => ({ ...REPOSITORY, remote, folder });

const stepsOf = (text: string) =>
  (parse(text) as { jobs: { check: { steps: object[] } } }).jobs.check.steps;

const NODE = { packageJson: "{}", packageManager: "npm" } as const;

describe("a workflow of GitHub Actions", () => {
  test.each<[string, Partial<Tools>, object[]]>([
    ["Python", {}, [{ run: "npx --yes dockwright generate --check" }]],
    [
      "npm",
      NODE,
      [
        { run: "npm ci" },
        { run: "npx --no-install dockwright generate --check" },
      ],
    ],
    [
      "pnpm",
      { ...NODE, packageManager: "pnpm" },
      [
        { run: "npx --yes pnpm install --frozen-lockfile" },
        { run: "npx --no-install dockwright generate --check" },
      ],
    ],
  ])("runs the check with %s", (_, tools, steps) => {
    const { file } = planCi(toolsOf(tools));
    expect(file).toMatchObject({
      folder: "/shop",
      path: ".github/workflows/dockwright.yml",
      before: null,
    });
    expect(stepsOf(file!.after).slice(2)).toEqual(steps);
  });

  test.each([at("git@github.com:me/shop.git", "apps/my api"), at("")])(
    "is laid out as prettier does, and runs in the project's folder: %j",
    async (repository) => {
      const text = planCi(toolsOf({ repository })).file!.after;
      expect(await format(text, { parser: "yaml" })).toBe(text);
      const { defaults } = parse(text) as { defaults?: object };
      expect(defaults).toEqual(
        repository.folder === ""
          ? undefined
          : { run: { "working-directory": "apps/my api" } },
      );
    },
  );

  test("is written where there is no Git yet", () => {
    expect(planCi(toolsOf({ repository: null })).file?.folder).toBe("/shop");
  });
});

describe("what a person has is left as it is, with what to add:", () => {
  test("workflows", () => {
    const workflows = [{ name: ".github/workflows/ci.yml", text: "on: push" }];
    const repository = at("", "apps/api");
    const { file, lines } = planCi(toolsOf({ repository, workflows, ...NODE }));
    expect(file).toBeNull();
    expect(parse(lines.join("\n"))).toEqual([
      { run: "npm ci", "working-directory": "apps/api" },
      {
        run: "npx --no-install dockwright generate --check",
        "working-directory": "apps/api",
      },
    ]);
  });

  test.each<Partial<Tools>>([
    { gitlab: "stages: []" },
    { repository: at("git@gitlab.com:me/shop.git") },
  ])("GitLab's, known by %j", (tools) => {
    const { file, said, lines } = planCi(toolsOf({ ...tools, ...NODE }));
    expect(file).toBeNull();
    expect(said).toContain(".gitlab-ci.yml");
    expect(parse(lines.join("\n"))).toEqual({
      dockwright: {
        image: "node:lts",
        script: ["npm ci", "npx --no-install dockwright generate --check"],
      },
    });
  });

  test("any other", () => {
    const repository = at("git@bitbucket.org:me/shop.git");
    expect(planCi(toolsOf({ repository }))).toMatchObject({
      file: null,
      lines: ["npx --yes dockwright generate --check"],
    });
  });
});

test.each<Partial<Tools>>([
  { gitlab: "script: npx dockwright generate --check" },
  { workflows: [{ name: "a.yml", text: "- run: npx dockwright --check" }] },
])("the check is there already in %j", (tools) => {
  expect(planCi(toolsOf(tools))).toMatchObject({
    file: null,
    said: expect.stringContaining("has the check already") as string,
    lines: [],
  });
});
