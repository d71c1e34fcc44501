import { describe, expect, test } from "vitest";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import { ofNode, told } from "../../support/toolchains.ts";

type Files = Parameters<typeof ofNode>[0];
type Manager = ImageSpec["runtime"]["packageManager"];

const MAIN = { "server.js": "" };

describe("the package manager", () => {
  const choose = (files: Files, packageManager?: Manager) =>
    ofNode(
      { "package.json": {}, ...MAIN, ...files },
      { runtime: { node: null, packageManager } },
    );

  test.each<[string, Files, Manager, string, string | null]>([
    [
      "npm, where its lockfile is",
      { "package-lock.json": "" },
      undefined,
      "npm",
      "package-lock.json",
    ],
    [
      "npm, where its shrinkwrap is",
      { "npm-shrinkwrap.json": "" },
      undefined,
      "npm",
      "npm-shrinkwrap.json",
    ],
    [
      "pnpm, where its lockfile is",
      { "pnpm-lock.yaml": "" },
      undefined,
      "pnpm",
      "pnpm-lock.yaml",
    ],
    [
      "pnpm, where both are",
      { "pnpm-lock.yaml": "", "package-lock.json": "" },
      undefined,
      "pnpm",
      "pnpm-lock.yaml",
    ],
    [
      "packageManager's, against the lockfile",
      {
        "package.json": { packageManager: "npm@11.0.0" },
        "pnpm-lock.yaml": "",
      },
      undefined,
      "npm",
      null,
    ],
    [
      "the spec's, against packageManager",
      {
        "package.json": { packageManager: "npm@11.0.0" },
        "pnpm-lock.yaml": "",
      },
      "pnpm",
      "pnpm",
      "pnpm-lock.yaml",
    ],
    ["npm, where nothing is", {}, undefined, "npm", null],
    [
      "pnpm, where its workspace is and no lockfile",
      { "pnpm-workspace.yaml": "packages:\n  - apps/*\n" },
      undefined,
      "pnpm",
      null,
    ],
    [
      "npm, beside yarn's lockfile",
      { "yarn.lock": "", "package-lock.json": "" },
      undefined,
      "npm",
      "package-lock.json",
    ],
    [
      "the spec's, against yarn's lockfile",
      { "yarn.lock": "" },
      "npm",
      "npm",
      null,
    ],
  ])("is %s", (_, files, written, expected, lockfile) => {
    const resolution = choose(files, written);
    expect(told(resolution).problems).toEqual([]);
    expect(resolution.toolchain).toMatchObject({
      packageManager: expected,
      lockfile,
    });
  });

  test.each<[string, Files]>([
    ["yarn", { "yarn.lock": "" }],
    ["yarn", { "package.json": { packageManager: "yarn@4.0.0" } }],
    ["bun", { "bun.lock": "" }],
    ["bun", { "bun.lockb": "" }],
    [
      "bun",
      { "package.json": { packageManager: "bun@1.1.0" }, "bun.lock": "" },
    ],
  ])("is refused as %s", (name, files) => {
    expect(told(choose(files)).problems).toEqual([
      `runtime.packageManager: the project uses ${name}, which is not supported yet`,
    ]);
  });

  test.each([
    ["pnpm@10.20.0", "10.20.0"],
    ["pnpm@10.20.0+sha512.00ff", "10.20.0"],
    ["pnpm@11.0.0-rc.1", "11.0.0-rc.1"],
    ["pnpm", null],
    ["npm@11.0.0", null],
    ["pnpm@10 && evil", "10"],
    ["pnpm@$(evil)", null],
  ])(
    "has the version that packageManager names: %s",
    (packageManager, expected) => {
      const files = {
        "package.json": { packageManager },
        "pnpm-lock.yaml": "",
      };
      expect(choose(files, "pnpm").toolchain.managerVersion).toBe(expected);
    },
  );
});

describe("the version", () => {
  const engines = (node: string) => ({ "package.json": { engines: { node } } });

  test.each<[string, Files, string | number | null, string]>([
    ["the spec's", { ...engines(">=20"), ".nvmrc": "22" }, "24", "24"],
    ["a number of the spec's", {}, 22, "22"],
    ["the spec's in full", engines(">=20"), "22.11.0", "22.11.0"],
    [".nvmrc's", { ".nvmrc": "v22.11.0\n" }, null, "22"],
    [".node-version's", { ".node-version": "22\n" }, null, "22"],
    [
      ".nvmrc's before .node-version's",
      { ".nvmrc": "22", ".node-version": "20" },
      null,
      "22",
    ],
    [
      "ours, where .nvmrc names a line of support",
      { ".nvmrc": "lts/*\n" },
      null,
      "24",
    ],
    ["ours, where nothing says so", {}, null, "24"],
    ["ours, where engines is no range", engines("what you like"), null, "24"],
    ["one that engines takes", engines("^22.1.0"), null, "22"],
    ["one below a bound", engines("<24"), null, "22"],
    ["the only one", engines(">=18 <22"), null, "20"],
    ["one of two ranges", engines("20.x || >=26"), null, "26"],
  ])("is %s", (_, files, written, expected) => {
    const resolution = ofNode(
      { "package.json": {}, ...MAIN, ...files },
      { runtime: { node: written } },
    );
    expect(told(resolution).problems).toEqual([]);
    expect(resolution.toolchain.version).toBe(expected);
    expect(resolution.toolchain.baseImage).toBe(`node:${expected}-slim`);
  });

  test.each<[string, Files, string | null, string, string]>([
    [
      "the spec and engines",
      engines(">=22"),
      "20",
      "the spec asks for Node.js 20, engines.node for >=22",
      'write a version that fits both, such as "24"',
    ],
    [
      "the spec in full and engines",
      engines(">=22.5"),
      "22.1",
      "the spec asks for Node.js 22.1, engines.node for >=22.5",
      'write a version that fits both, such as "24"',
    ],
    [
      ".nvmrc and engines",
      { ...engines("22.x"), ".nvmrc": "v20" },
      null,
      ".nvmrc asks for Node.js 20, engines.node for 22.x",
      'write a version that fits both, such as "22"',
    ],
    [
      ".node-version and engines",
      { ...engines("22.x"), ".node-version": "20" },
      null,
      ".node-version asks for Node.js 20, engines.node for 22.x",
      'write a version that fits both, such as "22"',
    ],
    [
      "engines and all images",
      engines("<20"),
      null,
      'no official image of Node.js fits engines.node = "<20"',
      'write the version to take: runtime: { node: "24" }',
    ],
  ])("is in conflict between %s", (_, files, written, message, advice) => {
    const resolution = ofNode(
      { "package.json": {}, ...MAIN, ...files },
      { runtime: { node: written } },
    );
    expect(resolution.problems).toEqual([
      { key: ["runtime", "node"], message, advice },
    ]);
  });
});
