import { describe, expect, test } from "vitest";
import { names, ofNode, told } from "../../support/toolchains.ts";
import { NPM_WORKSPACE, PNPM_WORKSPACE } from "../../support/monorepo.ts";

const api = { workspace: "apps/api" };

describe.each([
  ["npm", NPM_WORKSPACE, ["package.json", "package-lock.json"]],
  [
    "pnpm",
    PNPM_WORKSPACE,
    ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"],
  ],
] as const)("a member of %s's workspace", (manager, files, root) => {
  const resolution = ofNode(files, api);
  const { toolchain } = resolution;

  test("is nothing to complain about", () => {
    expect(told(resolution)).toEqual({ problems: [], warnings: [] });
    expect(toolchain.packageManager).toBe(manager);
  });

  test("is where commands run, its own", () => {
    expect(toolchain.folder).toBe("apps/api");
    expect(toolchain.commands).toEqual({
      development: ["tsx", "watch", "src/server.ts"],
      production: ["node", "dist/server.js"],
    });
  });

  test("takes what it depends on, each behind its own, and no other member", () => {
    expect(toolchain.workspace).toEqual({
      production: ["packages/data", "packages/shared", "apps/api"],
      everything: [
        "packages/lint",
        "packages/data",
        "packages/tsconfig",
        "packages/shared",
        "apps/api",
      ],
      built: ["packages/shared", "apps/api"],
    });
  });

  test("is installed from the manifests of these", () => {
    expect(toolchain.manifests).toEqual([
      ...root,
      "packages/lint/package.json",
      "packages/data/package.json",
      "packages/tsconfig/package.json",
      "packages/shared/package.json",
      "apps/api/package.json",
    ]);
  });

  test("has the source of these", () => {
    expect(names(toolchain.source)).toEqual([
      "packages/lint/index.js",
      "packages/data/index.js",
      "packages/data/data.json",
      "packages/shared/src/",
      "apps/api/public/",
      "apps/api/src/",
    ]);
    expect(names(toolchain.tests)).toEqual(["apps/api/test/"]);
  });

  test("is built with the configuration of these and of the root", () => {
    expect(toolchain.buildFiles).toEqual([
      "tsconfig.json",
      "packages/data/tsconfig.json",
      "packages/tsconfig/base.json",
      "packages/shared/tsconfig.json",
      "apps/api/tsconfig.json",
    ]);
    expect(toolchain.output).toEqual(["packages/shared/lib", "apps/api/dist"]);
  });

  test("runs beside it what is not built: data, and members without a build script", () => {
    expect(names(toolchain.assets)).toEqual([
      "packages/data/index.js",
      "packages/data/data.json",
      "apps/api/public/",
    ]);
  });

  test("has its libraries compiled again when they are edited", () => {
    const command =
      manager === "npm"
        ? ["npm", "run", "build", "--workspace=packages/shared"]
        : ["pnpm", "--filter=./packages/shared", "run", "build"];
    expect(toolchain.compiled).toEqual([
      { paths: ["packages/shared/src"], command },
    ]);
  });
});

describe("the member", () => {
  test.each(["apps/api", "@mono/api"])("is found by %s", (workspace) => {
    const { toolchain } = ofNode(NPM_WORKSPACE, { workspace });
    expect(toolchain.folder).toBe("apps/api");
  });

  test("is the root, where that is the program", () => {
    const files = {
      ...NPM_WORKSPACE,
      "package.json": {
        workspaces: { packages: ["packages/*", "apps/*"] },
        scripts: { build: "tsc", start: "node dist/main.js" },
        dependencies: { "@mono/shared": "*" },
      },
      "src/main.ts": "",
    };
    const { toolchain } = ofNode(files, { workspace: "." });
    expect(toolchain.folder).toBe(".");
    expect(toolchain.workspace?.production).toEqual([
      "packages/data",
      "packages/shared",
      ".",
    ]);
    expect(names(toolchain.source)).toEqual([
      "packages/data/index.js",
      "packages/data/data.json",
      "packages/shared/src/",
      "src/",
    ]);
    expect(names(toolchain.assets)).toEqual([
      "packages/data/index.js",
      "packages/data/data.json",
    ]);
    expect(toolchain.output).toEqual(["packages/shared/lib", "dist"]);
  });

  test("may say which Node.js it needs", () => {
    const manifest = { engines: { node: "^22" } };
    const files = { ...NPM_WORKSPACE, "apps/api/package.json": manifest };
    expect(ofNode(files, api).toolchain.version).toBe("22");
  });

  test("keeps what it writes out of its source, and not out of its libraries'", () => {
    const files = {
      ...NPM_WORKSPACE,
      "apps/api/data/a.js": "",
      "packages/shared/data/a.js": "",
    };
    const { toolchain } = ofNode(files, api, ["data"]);
    expect(names(toolchain.source)).not.toContain("apps/api/data/");
    expect(names(toolchain.source)).toContain("packages/shared/data/");
  });

  test("is made of what the spec says: source, tests, output", () => {
    const parts = {
      source: ["apps/api/src", "packages/shared/src", "shared-data"],
      tests: ["apps/api/test"],
      output: ["apps/api/out"],
    };
    const files = { ...NPM_WORKSPACE, "shared-data/a.json": "" };
    const { toolchain } = ofNode(files, { ...api, ...parts });
    expect(names(toolchain.source)).toEqual([
      "apps/api/src/",
      "packages/shared/src/",
      "shared-data/",
    ]);
    expect(toolchain.output).toEqual(["packages/shared/lib", "apps/api/out"]);
    expect(names(toolchain.assets)).toEqual(["shared-data/"]);
  });

  test("need not be built", () => {
    const { toolchain } = ofNode(
      {
        "package.json": { workspaces: ["a", "b"] },
        "package-lock.json": "",
        "a/package.json": { name: "a", dependencies: { b: "*" } },
        "a/a.js": "",
        "b/package.json": { name: "b", devDependencies: { a: "*" } },
        "b/b.js": "",
      },
      { workspace: "a" },
    );
    expect(toolchain).toMatchObject({ build: null, output: [], compiled: [] });
    expect(names(toolchain.assets)).toEqual(["b/b.js", "a/a.js"]);
  });
});

test("a library that others are made of is compiled before them", () => {
  const build = { build: "tsc" };
  const { toolchain } = ofNode(
    {
      "package.json": { workspaces: ["*"] },
      "package-lock.json": "",
      "a/package.json": { name: "a", scripts: build, dependencies: { b: "*" } },
      "a/a.ts": "",
      "b/package.json": { name: "b", scripts: build, dependencies: { c: "*" } },
      "b/b.ts": "",
      "c/package.json": { name: "c", scripts: build },
      "c/c.ts": "",
    },
    { workspace: "a" },
  );
  expect(toolchain.compiled).toEqual([
    {
      paths: ["c/c.ts"],
      command: "npm run build --workspace=c --workspace=b".split(" "),
    },
    { paths: ["b/b.ts"], command: "npm run build --workspace=b".split(" ") },
  ]);
});
