import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { code, planGuide } from "../../src/plan/plan-guide.ts";
import { table } from "../../src/render/table.ts";
import type { Spec } from "../../src/spec/schema/project.ts";
import {
  compiled,
  IMAGE,
  PYTHON,
  resolved,
  sourceOf,
} from "../support/specs.ts";

const guide = (parts: Partial<Spec>, files = PYTHON) =>
  planGuide(
    resolved(
      {
        name: "shop",
        images: { web: IMAGE },
        services: { web: { image: "web" } },
        ...parts,
      },
      files,
    ),
    [{ name: "PORT", value: null, about: "Read by web." }],
  );

describe("a code span", () => {
  test.each([
    ["a", "`a`"],
    ["a`b", "``a`b``"],
    ["a``b`c", "```a``b`c```"],
    ["`a", "`` `a ``"],
    ["a`", "`` a` ``"],
    ["a|b", "`a\\|b`"],
    ["a\\|b", "`a\\\\\\|b`"],
    ["a\nb\t c", "`a b c`"],
    ["<b>*x*_y_</b>", "`<b>*x*_y_</b>`"],
  ])("of %j is %j", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test.each(["a|b", "a\\|b", "\\\\|", "|", "||", "\\", "`|`"])(
    "stays in its cell of a table: %j",
    async (text) => {
      const written = table({ head: ["A", "B"], rows: [[code(text), "x"]] });
      const tidy = await format(written, { parser: "markdown" });
      const cells = tidy.split("\n")[2]!.match(/(?:[^\\|]|\\.)+/g);
      expect(cells!.filter((cell) => cell.trim() !== "")).toHaveLength(2);
    },
  );
});

describe("the guide's services", () => {
  const CELLS: [string, Spec["services"], string[]][] = [
    [
      "of ours",
      {
        web: {
          image: "web",
          ports: [{ container: 80, name: "http" }, "81:82"],
          health: { http: "/" },
        },
      },
      [
        "`web`",
        "`web`",
        "80 (http), 81 → 82",
        "`GET :80/`",
        "synced; the service restarts",
      ],
    ],
    [
      "that reload",
      { web: { image: "web", command: "uvicorn a --reload" } },
      ["`web`", "`web`", "", "", "synced; the process reloads"],
    ],
    [
      "of production's stage",
      { web: { image: "web", target: "production" } },
      [
        "`web`",
        "`web`, its production stage",
        "",
        "",
        "the image is built again",
      ],
    ],
    [
      "of somebody else",
      { web: { image: "nginx:1", health: "none" } },
      ["`web`", "`nginx:1`", "", "", ""],
    ],
    [
      "that back others",
      { web: { backing: "redis" } },
      ["`web`", "`redis:8`", "", "`redis-cli ping`", ""],
    ],
  ];

  test.each(CELLS)("%s", (_, services, expected) => {
    expect(guide({ services }).services.rows).toEqual([expected]);
  });
});

describe("the guide", () => {
  test.each([
    [["ocr"], true],
    [[], false],
  ])("tells of an order that is a volume's (%j: %s)", (subdirs, expected) => {
    const directories = [{ path: "cache", subdirs, volume: "cache" }];
    const images = { web: { ...IMAGE, directories } };
    const services = { web: { image: "web" }, worker: { image: "web" } };
    const { sharesVolumes } = guide({ images, services });
    expect(sharesVolumes).toBe(expected);
  });

  test("names what builds again, as the project sees it", () => {
    const files = { "api/app/a.py": "", "api/requirements.txt": "" };
    const images = { web: { ...IMAGE, context: "api" } };
    expect(guide({ images }, files).rebuilds).toBe(
      "`api/requirements.txt`, `docker/web.Dockerfile`",
    );
  });

  test("speaks of the passwords that were made, and of no other", () => {
    const parts = {
      services: {
        db: { backing: "postgres" as const },
        web: { image: "web", secrets: ["key"] },
      },
      secrets: { key: { file: "./key.txt" } },
    };
    expect(guide(parts).secrets).toEqual(["`./secrets/db-password.txt`"]);
  });

  test("says why each directory is there", () => {
    const directories = [{ path: "a", subdirs: ["b"], volume: "v" }];
    const rows = guide({
      images: { web: { ...IMAGE, directories } },
      services: { web: { image: "web", volumes: ["w:/w"] } },
    }).directories.rows;
    expect(rows).toEqual([
      ["`/app/a`", "`web`", "`0755`", "volume `v`", "declared in the spec"],
      ["`/app/a/b`", "`web`", "`0755`", "", "declared under `/app/a`"],
      ["`/w`", "`web`", "`0755`", "", "a volume of `web`"],
    ]);
  });

  test("of a project that builds nothing speaks of no image", () => {
    const source = sourceOf({
      name: "shop",
      services: { web: { image: "nginx:1" } },
    });
    const { text } = compiled(source).files.find(
      ({ path }) => path === "DOCKER.md",
    )!;
    expect(text).toContain("docker compose up");
    expect(text).not.toMatch(
      /## Stages|## Directories|A change of|compose watch/,
    );
  });
});

test("the guide waits for what stays, and for nothing that does its work and ends", () => {
  const migrate = { image: "web", command: ["migrate"], restart: "no" };
  const waits = (services: Spec["services"]) => {
    const { files } = compiled(
      sourceOf({ name: "shop", images: { web: IMAGE }, services }),
    );
    return files
      .filter(({ path }) => /^(?:compose|DOCKER)/.test(path))
      .map(({ text }) => text.includes("--wait"));
  };
  const web = { image: "web" };
  expect(waits({ web })).toEqual([true, true, true]);
  expect(waits({ web, migrate })).toEqual([false, false, false]);
  const unasked = { image: "nginx:1.26", health: "none" as const };
  expect(waits({ web, unasked })).toEqual([false, false, false]);
  const dependsOn = {
    retry: { condition: "service_completed_successfully" as const },
  };
  const retry = { image: "web", restart: "on-failure" as const };
  expect(waits({ web: { ...web, dependsOn }, retry })).toEqual([
    false,
    false,
    false,
  ]);
});
