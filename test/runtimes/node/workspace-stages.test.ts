import { describe, expect, test } from "vitest";
import { runtimeOf } from "../../../src/runtimes/index.ts";
import type { CopyStep, RunStep } from "../../../src/stages/steps.ts";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import { NPM_WORKSPACE, PNPM_WORKSPACE } from "../../support/monorepo.ts";
import { resolved, type Files } from "../../support/specs.ts";

interface Stage {
  readonly install: RunStep;
  readonly build: RunStep;
  readonly copies: readonly CopyStep[];
  readonly scripts: readonly RunStep[];
  readonly watched: readonly string[];
  readonly startsIn: string | null;
}

/** What the stages of a member's image have in their places. */
function stagesOf(files: Files, parts: Partial<ImageSpec> = {}) {
  const runtime = { node: "22" };
  const spec = { runtime, workspace: "apps/api", ...parts };
  const [image] = resolved(
    {
      name: "mono",
      images: { api: spec },
      services: { api: { image: "api" } },
    },
    files,
  ).images;
  const stages = runtimeOf(image!.toolchain).stages(image!, image!.toolchain);
  return (name: string) =>
    stages.find((stage) => stage.name === name)!.data as unknown as Stage;
}

const bound = ({ mounts }: RunStep) =>
  mounts.flatMap((mount) => /^type=bind,source=([^,]+)/.exec(mount)?.[1] ?? []);
const lines = (copies: readonly CopyStep[]) =>
  copies.map(({ flags, paths }) => `${flags}${paths}`);

const PACKAGES = ["data", "shared"].map((name) => `packages/${name}`);
const manifests = (...folders: readonly string[]) =>
  folders.map((folder) => `${folder}/package.json`);

const npm = stagesOf(NPM_WORKSPACE);
const pnpm = stagesOf(PNPM_WORKSPACE);

describe("production installs", () => {
  test("with npm for the member alone, and sees no member that only development takes", () => {
    const { install } = npm("dependencies");
    expect(install.commands).toEqual([
      "npm ci --omit=dev --workspace=apps/api",
    ]);
    expect(bound(install)).toEqual([
      "package.json",
      "package-lock.json",
      ...manifests(...PACKAGES, "apps/api"),
    ]);
  });

  test("with pnpm for the member and those that it runs with", () => {
    const { install } = pnpm("dependencies");
    expect(install.commands).toEqual([
      "pnpm install --frozen-lockfile --prod --filter=./packages/data --filter=./packages/shared --filter=./apps/api --store-dir /root/.local/share/pnpm/store",
    ]);
    expect(bound(install)).toEqual([
      "package.json",
      "pnpm-lock.yaml",
      "pnpm-workspace.yaml",
      ...manifests(...PACKAGES, "apps/api"),
    ]);
  });

  test("for the root, where that is the program, without naming members", () => {
    const root = '{ "workspaces": ["packages/*"], "main": "main.js" }';
    const files = { ...NPM_WORKSPACE, "package.json": root, "main.js": "" };
    const stage = stagesOf(files, { workspace: "." });
    expect(stage("dependencies").install.commands).toEqual([
      "npm ci --omit=dev",
    ]);
    expect(stage("production").startsIn).toBeNull();
  });
});

describe("what builds", () => {
  test("installs for every member that the image takes, and for no other", () => {
    const members = ["lint", "data", "tsconfig", "shared"];
    const folders = members.map((name) => `packages/${name}`);
    for (const stage of [npm("builder"), npm("development")])
      expect(bound(stage.install)).toEqual([
        "package.json",
        "package-lock.json",
        ...manifests(...folders, "apps/api"),
      ]);
    expect(npm("builder").install.commands).toEqual(["npm ci"]);
  });

  test("builds the libraries, then the member", () => {
    expect(npm("builder").build.commands).toEqual([
      "npm run build --workspace=packages/shared --workspace=apps/api",
    ]);
    expect(pnpm("builder").build.commands).toEqual([
      "pnpm --filter=./packages/shared --filter=./apps/api run build",
    ]);
  });

  test("builds the libraries, then the root, where that is the program", () => {
    const root = JSON.stringify({
      workspaces: ["packages/*"],
      scripts: { build: "tsc", start: "node dist/main.js" },
      dependencies: { "@mono/shared": "*" },
    });
    const files = { ...NPM_WORKSPACE, "package.json": root, "main.ts": "" };
    expect(
      stagesOf(files, { workspace: "." })("builder").build.commands,
    ).toEqual(["npm run build --workspace=packages/shared", "npm run build"]);
  });

  test("has what pnpm finds its members by", () => {
    expect(lines(pnpm("builder").copies)[0]).toBe(
      "package.json pnpm-workspace.yaml tsconfig.json ./",
    );
    expect(lines(npm("builder").copies)[0]).toBe(
      "package.json tsconfig.json ./",
    );
  });

  test("quotes what a shell would take apart", () => {
    const files = Object.entries(NPM_WORKSPACE).map(([path, text]) => [
      path.replace("apps/api", "apps/a (b)"),
      text,
    ]);
    const stage = stagesOf(Object.fromEntries(files) as Files, {
      workspace: "@mono/api",
    });
    expect(stage("dependencies").install.commands).toEqual([
      "npm ci --omit=dev '--workspace=apps/a (b)'",
    ]);
    expect(stage("builder").build.commands).toEqual([
      "npm run build --workspace=packages/shared '--workspace=apps/a (b)'",
    ]);
  });
});

describe("development", () => {
  test("gives the user every folder that something is installed or synced into", () => {
    expect(npm("development").watched).toEqual(
      expect.arrayContaining([
        "/app/apps",
        "/app/apps/api",
        "/app/apps/api/src",
        "/app/packages",
        "/app/packages/tsconfig",
        "/app/packages/shared/src",
      ]),
    );
  });

  test("builds the libraries, which the member imports, and not the member", () => {
    expect(npm("development").scripts.flatMap((each) => each.commands)).toEqual(
      ["npm run build --workspace=packages/shared"],
    );
  });

  test("starts in the member's folder", () => {
    expect(npm("development").startsIn).toBe("/app/apps/api");
  });
});

describe("production", () => {
  test("takes what was installed, what was built, and what runs as it is", () => {
    expect(lines(npm("production").copies)).toEqual([
      "--link --from=dependencies /app /app",
      "--link packages/data/package.json /app/packages/data/",
      "--link packages/shared/package.json /app/packages/shared/",
      "--link apps/api/package.json /app/apps/api/",
      "--link --from=builder /app/packages/shared/lib /app/packages/shared/lib",
      "--link --from=builder /app/apps/api/dist /app/apps/api/dist",
      "--link packages/data/index.js packages/data/data.json /app/packages/data/",
      "--link apps/api/public /app/apps/api/public",
    ]);
    expect(npm("production").startsIn).toBe("/app/apps/api");
  });

  test("is put together where nothing is built", () => {
    const plain = (name: string) => JSON.stringify({ name, main: "main.js" });
    const stage = stagesOf({
      "package.json": '{ "workspaces": ["apps/*", "lib"] }',
      "package-lock.json": "",
      "apps/api/package.json": JSON.stringify({
        main: "main.js",
        dependencies: { lib: "*" },
        devDependencies: { tool: "*" },
      }),
      "apps/api/main.js": "",
      "apps/tool/package.json": plain("tool"),
      "apps/tool/main.js": "",
      "lib/package.json": plain("lib"),
      "lib/src/a.js": "",
    });
    expect(lines(stage("builder").copies)).toEqual([
      "lib/package.json /project/lib/",
      "apps/api/package.json apps/api/main.js /project/apps/api/",
      "lib/src /project/lib/src",
    ]);
    expect(lines(stage("production").copies)).toEqual([
      "--link --from=dependencies /app /app",
      "--link --from=builder /project /app",
    ]);
  });
});
