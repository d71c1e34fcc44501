import { describe, expect, test } from "vitest";
import { ofNode, told } from "../../support/toolchains.ts";

type Files = Parameters<typeof ofNode>[0];

const LOCK = { "package-lock.json": "" };
const MAIN = { "server.js": "" };

describe("what a person is told", () => {
  test.each<[string, Files, string[], string[]]>([
    [
      "nothing, when all is there",
      { "package.json": {}, ...LOCK, ...MAIN },
      [],
      [],
    ],
    [
      "that npm's lockfile is not there",
      { "package.json": {}, ...MAIN },
      [],
      [
        "there is no package-lock.json, so each build may install other versions",
      ],
    ],
    [
      "that pnpm's lockfile is not there",
      { "package.json": { packageManager: "pnpm@10.0.0" }, ...MAIN },
      [],
      ["there is no pnpm-lock.yaml, so each build may install other versions"],
    ],
    [
      "that there is no source",
      { "package.json": {}, ...LOCK },
      [
        "runtime.node: no JavaScript or TypeScript file was found to copy into the image",
      ],
      [],
    ],
  ])("%s", (_, files, problems, warnings) => {
    expect(told(ofNode(files))).toEqual({ problems, warnings });
  });

  test.each<[string, Files]>([
    ["is not there", MAIN],
    ["is broken", { "package.json": "{", ...MAIN }],
    ["is a list", { "package.json": "[]", ...MAIN }],
  ])("that package.json %s", (_, files) => {
    const { problems } = told(ofNode({ ...LOCK, ...files }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^runtime\.node: package\.json cannot be read: /,
    );
  });
});
