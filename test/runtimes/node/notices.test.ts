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

describe("a script that installing would run", () => {
  const warningsOf = (
    scripts: Record<string, string>,
    more: object = {},
    parts = {},
  ) => {
    const manifest = JSON.stringify({ scripts, ...more }, null, 2);
    return ofNode({ "package.json": manifest, ...LOCK, ...MAIN }, parts)
      .warnings;
  };

  test("is told with its line, and with what production lacks of it", () => {
    expect(warningsOf({ start: "node .", prepare: "node make.js" })).toEqual([
      {
        message:
          "package.json:4: prepare runs `node make.js` once the source is there: what it writes into node_modules is not in production",
        advice:
          "name what production needs of it: output: [dist]; or write what it does into the script `build`",
      },
    ]);
  });

  test("and makes code in node_modules is told how production gets it", () => {
    const [warning] = warningsOf({ postinstall: "prisma generate" });
    expect(warning!.message).toContain("package.json:3: postinstall runs");
    expect(warning!.advice).toContain("output: [dist, node_modules/.prisma]");
  });

  test("is none to tell of where the spec names the output", () => {
    const parts = { output: ["node_modules/.prisma"] };
    expect(warningsOf({ postinstall: "prisma generate" }, {}, parts)).toEqual(
      [],
    );
  });

  test.each([
    ...["husky", "husky install || true", "lefthook install", "is-ci || husky"],
    ...["npm run build", "husky && npm run build", "npx only-allow pnpm", ""],
  ])("is none to tell of where it is %j", (script) => {
    expect(warningsOf({ prepare: script })).toEqual([]);
  });

  test("and does more than Git's hooks is told", () => {
    const [warning] = warningsOf({ prepare: "husky && node make.js" });
    expect(warning!.message).toContain("which no image does");
  });

  test("and patches packages is told where production does not have what patches them", () => {
    const scripts = { postinstall: "patch-package" };
    const named = { "patch-package": "^8.0.0" };
    const dev = warningsOf(scripts, { devDependencies: named });
    expect(dev.map(({ advice }) => advice)).toEqual([
      "move patch-package from devDependencies to dependencies",
    ]);
    expect(warningsOf(scripts, { dependencies: named })).toEqual([]);
  });

  test("of a member of a workspace is told too, and one of a root that is not in the image", () => {
    const json = { name: "m", scripts: { postinstall: "node make.js" } };
    const { warnings } = ofNode(
      {
        "package.json": {
          workspaces: ["m"],
          scripts: { prepare: "husky", postinstall: "node all.js" },
        },
        "m/package.json": json,
        "m/a.js": "",
        ...LOCK,
      },
      { workspace: "m" },
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^package\.json:1: postinstall .* no image does$/),
      expect.stringMatching(/^m\/package\.json:1: postinstall .* source is/),
    ]);
  });
});
