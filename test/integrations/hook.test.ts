import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { planHook } from "../../src/integrations/hook.ts";
import type { Hooks, Repository } from "../../src/integrations/integration.ts";
import { REPOSITORY, toolsOf } from "../support/tools.ts";

const HOOKS = REPOSITORY.hooks;
const planned = (
  more: Partial<Repository>,
  packageJson: string | null = null,
) =>
  planHook(
    toolsOf({
      root: more.folder ? `/shop/${more.folder}` : "/shop",
      packageJson,
      repository: { ...REPOSITORY, ...more },
    }),
  )!;
const withHooks = (hooks: Partial<Hooks>) =>
  planned({ hooks: { ...HOOKS, ...hooks } });

const LINE =
  "test ! -f dockwright.yaml || npx --yes dockwright generate --check || exit 1";

describe("the pre-commit hook", () => {
  test("is a script of Git's that runs the check", () => {
    const { file, said } = planned({});
    expect(file).toMatchObject({
      folder: "/shop/.git/hooks",
      path: "pre-commit",
      before: null,
      mode: 0o755,
    });
    expect(file?.after).toMatch(/^#!\/bin\/sh\n/);
    expect(file?.after.endsWith(`\n${LINE}\n`)).toBe(true);
    expect(said).toContain("in this clone");
  });

  test("calls the package that a Node project has installed", () => {
    expect(planned({}, "{}").file?.after).toContain(
      "npx --no-install dockwright generate --check",
    );
  });

  test("goes into the folder of a project that lies below the repository", () => {
    expect(planned({ folder: "apps/it's" }).file?.after).toContain(
      "\ntest ! -f 'apps/it'\\''s/dockwright.yaml' || (cd 'apps/it'\\''s' && npx --yes dockwright generate --check) || exit 1\n",
    );
  });

  test("is to be committed where the hooks are", () => {
    const { file, said } = withHooks({
      folder: "/shop/.husky",
      reach: "commit",
    });
    expect(file?.folder).toBe("/shop/.husky");
    expect(said).toContain("commit it");
  });

  test("needs a repository", () => {
    expect(planHook(toolsOf({ repository: null }))).toBeNull();
  });
});

describe("what a person has is left as it is, with what to add:", () => {
  test("a hook", () => {
    expect(withHooks({ text: "#!/bin/sh\nnpm test\n" })).toMatchObject({
      file: null,
      said: ".git/hooks/pre-commit stays as it is: add this line to it",
      lines: [LINE],
    });
  });

  test("a folder of hooks that serves other repositories", () => {
    const given = { folder: "/home/me/hooks", reach: "machine" } as const;
    expect(withHooks(given)).toMatchObject({
      file: null,
      said: expect.stringContaining("/home/me/hooks/pre-commit") as string,
      lines: [LINE],
    });
  });

  test.each([
    ["", "npx --yes dockwright generate --check"],
    ["apps/api", "cd apps/api && npx --yes dockwright generate --check"],
  ])("lefthook, in the folder %j", (folder, run) => {
    const manager = { name: "lefthook.yml", text: "" };
    const { file, lines } = planned({ folder, manager });
    expect(file).toBeNull();
    expect(parse(lines.join("\n"))).toEqual({
      "pre-commit": { commands: { dockwright: { run } } },
    });
  });

  test.each([
    ["", "npx --yes dockwright generate --check"],
    [
      "apps/api",
      "sh -c 'cd apps/api && npx --yes dockwright generate --check'",
    ],
  ])("pre-commit, in the folder %j", (folder, entry) => {
    const text = "repos:\n";
    const manager = { name: ".pre-commit-config.yaml", text };
    const { file, lines } = planned({ folder, manager });
    expect(file).toBeNull();
    expect(parse(text + lines.join("\n"))).toMatchObject({
      repos: [{ repo: "local", hooks: [{ entry, pass_filenames: false }] }],
    });
  });
});

describe("the check is there already", () => {
  test.each([
    LINE,
    "npx dockwright --check",
    "  npx dockwright generate --check",
  ])("in %j", (text) => {
    expect(withHooks({ text })).toMatchObject({
      file: null,
      said: ".git/hooks/pre-commit has the check already",
      lines: [],
    });
  });

  test.each([
    ["", "# npx dockwright generate --check"],
    ["", "(cd apps/api && npx dockwright generate --check)"],
    ["apps/web", "(cd apps/api && npx dockwright generate --check)"],
  ])("but not for the folder %j in %j", (folder, text) => {
    const { lines } = planned({ folder, hooks: { ...HOOKS, text } });
    expect(lines).toHaveLength(1);
  });
});
