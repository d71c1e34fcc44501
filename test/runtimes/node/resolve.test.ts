import { describe, expect, test } from "vitest";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import { names, ofNode } from "../../support/toolchains.ts";

type Files = Parameters<typeof ofNode>[0];

const LOCK = { "package-lock.json": "" };
const MAIN = { "server.js": "" };
const BUILD = { scripts: { build: "tsc", start: "node dist/server.js" } };

describe("the build step", () => {
  test.each<[string, Files, Partial<ImageSpec>, string | null, string[]]>([
    ["none without a script", { "package.json": {} }, {}, null, []],
    [
      "the script, into dist",
      { "package.json": { scripts: { build: "tsc" } } },
      {},
      "build",
      ["dist"],
    ],
    [
      "into what tsconfig says",
      {
        "package.json": BUILD,
        "tsconfig.json": '{ "compilerOptions": { "outDir": "./lib/" } }',
      },
      {},
      "build",
      ["lib"],
    ],
    [
      "into what the build's own tsconfig says",
      {
        "package.json": BUILD,
        "tsconfig.json": '{ "outDir": "a" }',
        "tsconfig.build.json": '{\n  "outDir": "b"\n}',
      },
      {},
      "build",
      ["b"],
    ],
    [
      "past what a comment says",
      {
        "package.json": BUILD,
        "tsconfig.json": '{\n  // "outDir": "a",\n  "outDir": "b"\n}',
      },
      {},
      "build",
      ["b"],
    ],
    [
      "into where start runs from",
      {
        "package.json": { scripts: { build: "x", start: "node out/main.js" } },
      },
      {},
      "build",
      ["out"],
    ],
    [
      "into what the spec says",
      { "package.json": BUILD },
      { output: ["build", "public/js"] },
      "build",
      ["build", "public/js"],
    ],
    [
      "into nothing outside",
      { "package.json": BUILD, "tsconfig.json": '{ "outDir": "../out" }' },
      {},
      "build",
      ["dist"],
    ],
    [
      "into no odd name",
      { "package.json": BUILD, "tsconfig.json": '{ "outDir": "$(evil) x" }' },
      {},
      "build",
      ["dist"],
    ],
  ])("is %s", (_, files, parts, build, output) => {
    const { toolchain } = ofNode({ ...LOCK, ...MAIN, ...files }, parts);
    expect(toolchain).toMatchObject({ build, output });
  });

  test("has its output apart from the source", () => {
    const { toolchain } = ofNode({
      ...LOCK,
      "package.json": { scripts: { build: "x", start: "node made/main.js" } },
      "made/main.js": "",
      "src/main.ts": "",
      "public/logo.svg": "",
    });
    expect(names(toolchain.source)).toEqual(["public/", "src/"]);
    expect(names(toolchain.assets)).toEqual(["public/"]);
  });

  test("reads the configuration of its tools", () => {
    const { toolchain } = ofNode({
      ...LOCK,
      ...MAIN,
      "package.json": BUILD,
      "tsconfig.json": "",
      "tsconfig.build.json": "",
      "vite.config.ts": "",
      "nest-cli.json": "",
      "eslint.config.js": "",
      "src/tsconfig.json": "",
    });
    expect(toolchain.buildFiles).toEqual([
      "nest-cli.json",
      "tsconfig.build.json",
      "tsconfig.json",
      "vite.config.ts",
    ]);
  });
});

describe("the commands", () => {
  const start = ["node", "dist/server.js"];

  test.each<[string, object, string[] | null, string[] | null]>([
    [
      "the scripts",
      { scripts: { start: "node dist/server.js", dev: "tsx watch a.ts" } },
      ["tsx", "watch", "a.ts"],
      start,
    ],
    [
      "start for both",
      { scripts: { start: "node dist/server.js" } },
      start,
      start,
    ],
    [
      "main, where start needs a shell",
      { main: "index.js", scripts: { start: "A=1 node ." } },
      ["node", "index.js"],
      ["node", "index.js"],
    ],
    [
      "start, where dev needs a shell",
      { scripts: { start: "node dist/server.js", dev: "a & b" } },
      start,
      start,
    ],
    ["none", {}, null, null],
  ])("are %s", (_, manifest, development, production) => {
    const { toolchain } = ofNode({
      ...LOCK,
      ...MAIN,
      "package.json": manifest,
    });
    expect(toolchain.commands).toEqual({ development, production });
  });
});

describe("the manifests", () => {
  test.each<[string, Files, Partial<ImageSpec>, string[]]>([
    [
      "npm's",
      { ...LOCK, ".npmrc": "" },
      {},
      ["package.json", "package-lock.json", ".npmrc"],
    ],
    [
      "pnpm's",
      {
        "pnpm-lock.yaml": "",
        ".npmrc": "",
        "pnpm-workspace.yaml": "onlyBuiltDependencies: []",
        ".pnpmfile.cjs": "",
      },
      {},
      [
        "package.json",
        "pnpm-lock.yaml",
        "pnpm-workspace.yaml",
        ".npmrc",
        ".pnpmfile.cjs",
      ],
    ],
    ["without a lockfile", {}, {}, ["package.json"]],
    [
      "with patches",
      { ...LOCK, "patches/a.patch": "" },
      {},
      ["package.json", "package-lock.json", "patches/a.patch"],
    ],
    [
      "with the spec's",
      { ...LOCK, "prisma/schema.prisma": "" },
      { manifests: ["prisma/schema.prisma"] },
      ["package.json", "package-lock.json", "prisma/schema.prisma"],
    ],
  ])("are %s", (_, files, parts, expected) => {
    const { toolchain } = ofNode(
      { "package.json": {}, ...MAIN, ...files },
      parts,
    );
    expect(toolchain.manifests).toEqual(expected);
  });
});
