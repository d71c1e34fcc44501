import { describe, expect, test } from "vitest";
import { runtimeOf } from "../../../src/runtimes/index.ts";
import type { CopyStep, RunStep } from "../../../src/stages/steps.ts";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import { resolved, type Files } from "../../support/specs.ts";

interface Stage {
  readonly leave: RunStep;
  readonly install: RunStep;
  readonly build: RunStep;
  readonly strip: readonly RunStep[];
  readonly copies: readonly CopyStep[];
  readonly scripts: readonly RunStep[];
}

const FILES = { "package-lock.json": "", "src/main.js": "", "make.js": "" };

function stagesOf(
  scripts: Record<string, string>,
  parts: Partial<ImageSpec> = {},
  more: Files = {},
) {
  const start = { start: "node src/main.js", ...scripts };
  const files = { "package.json": JSON.stringify({ scripts: start }) };
  const [image] = resolved(
    {
      name: "shop",
      images: { web: { runtime: { node: "24" }, ...parts } },
      services: { web: { image: "web" } },
    },
    { ...files, ...FILES, ...more },
  ).images;
  const stages = runtimeOf(image!.toolchain).stages(image!, image!.toolchain);
  return (name: string) =>
    stages.find((stage) => stage.name === name)?.data as Stage | undefined;
}

const MOUNT =
  "type=bind,from=manifests,source=/app/package.json,target=package.json";

const copied = (stage: Stage | undefined) =>
  stage!.copies.map(({ flags, paths }) => flags + paths);

describe("scripts that need more than manifests", () => {
  const stage = stagesOf({ prepare: "husky", postinstall: "node make.js" });

  test("are left out wherever dependencies are installed, so that those of dependencies alone run", () => {
    expect(stage("manifests")!.leave.commands).toEqual([
      "npm pkg delete scripts.postinstall scripts.prepare",
    ]);
    for (const name of ["dependencies", "builder", "development"]) {
      expect(stage(name)!.install.mounts).toContain(MOUNT);
      expect(stage(name)!.install.commands[0]).toMatch(/^npm ci/);
    }
  });

  test("run once the source is there, but for Git's hooks", () => {
    expect(stage("builder")!.build.commands).toEqual(["npm run postinstall"]);
    expect(
      stage("development")!.scripts.flatMap((each) => each.commands),
    ).toEqual(["npm run postinstall"]);
  });

  test("reach production with what they made in the source", () => {
    expect(copied(stage("production"))).toEqual([
      "--link --from=dependencies /app/node_modules /app/node_modules",
      "--link package.json /app/",
      "--link --from=builder /app/make.js /app/make.js",
      "--link --from=builder /app/src /app/src",
    ]);
  });

  test("reach it with what the spec names of their output, without a build script too", () => {
    const output = ["node_modules/.prisma"];
    const named = stagesOf({ postinstall: "prisma generate" }, { output });
    expect(copied(named("production"))).toContain(
      "--link --from=builder /app/node_modules/.prisma /app/node_modules/.prisma",
    );
  });

  test("run before the build, once each", () => {
    const scripts = { preinstall: "node a.js", install: "node make.js" };
    const built = stagesOf({ ...scripts, build: "tsc" });
    expect(built("builder")!.build.commands).toEqual([
      "npm run install",
      "npm run build",
    ]);
  });
});

test.each([
  ["patches node_modules", "patch-package"],
  ["may fail", "husky || true"],
  ["looks at who installs", "npx only-allow npm"],
])("a script that %s stays where dependencies are installed", (_, script) => {
  const stage = stagesOf({ postinstall: script });
  expect(stage("manifests")).toBeUndefined();
  expect(stage("dependencies")!.install.mounts).not.toContain(MOUNT);
  expect(copied(stage("production"))).toContain(
    "--link --from=builder /project /app",
  );
});

test("hooks and a build that is run anyway leave nothing to run", () => {
  const stage = stagesOf({ prepare: "husky && npm run build", build: "tsc" });
  expect(stage("manifests")).toBeDefined();
  expect(stage("builder")!.build.commands).toEqual(["npm run build"]);
  expect(stage("development")!.scripts).toEqual([]);
});

test("files that scripts name are there to run them, by way of others too", () => {
  const stage = stagesOf(
    { build: "npm run codegen && tsc", codegen: "node ./scripts/codegen.mjs" },
    {},
    { "scripts/codegen.mjs": "", "scripts/release.mjs": "" },
  );
  expect(copied(stage("builder")).join()).toContain("scripts/codegen.mjs");
  expect(copied(stage("builder")).join()).not.toContain("release.mjs");
});

test("each package.json of a workspace is without its own", () => {
  const member = { name: "m", scripts: { postinstall: "node make.js" } };
  const root = { workspaces: ["m"], scripts: { prepare: "husky" } };
  const stage = stagesOf(
    {},
    { workspace: "m" },
    {
      "package.json": JSON.stringify(root),
      "m/package.json": JSON.stringify(member),
      "m/make.js": "",
    },
  );
  expect(stage("manifests")!.leave.commands).toEqual([
    "npm pkg delete scripts.prepare",
    "npm --prefix m pkg delete scripts.postinstall",
  ]);
  expect(stage("builder")!.build.commands).toEqual([
    "npm run postinstall --workspace=m",
  ]);
});

test("what starts from its source gets all that the build leaves, with dependencies of its own", () => {
  const stage = stagesOf({ build: "vite build" });
  expect(stage("builder")!.strip).toEqual([
    { mounts: [], commands: ["rm -rf node_modules"] },
  ]);
  expect(copied(stage("production"))).toEqual([
    "--link --from=dependencies /app/node_modules /app/node_modules",
    "--link --from=builder /app /app",
  ]);
});
