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

describe("a script that runs while the image installs", () => {
  const warningsOf = (scripts: Record<string, string>, more: Files = {}) => {
    const manifest = JSON.stringify({ scripts, ...more }, null, 2);
    return ofNode({ "package.json": manifest, ...LOCK, ...MAIN }).warnings;
  };

  test("is told with its line, and with what to write", () => {
    expect(warningsOf({ start: "node .", prepare: "husky" })).toEqual([
      {
        message:
          "package.json:4: prepare runs `husky` while the image installs, where only manifests are, and without devDependencies in production: a build fails where it needs more",
        advice:
          'where only your own machine needs it, write "husky || true"; what an image needs goes into the script `build`, or into run.builder.root and run.development.user of the spec',
      },
    ]);
  });

  test("and makes code in node_modules is told that production does not get it", () => {
    const [warning] = warningsOf({ postinstall: "prisma generate" });
    expect(warning!.message).toContain("package.json:3: postinstall runs");
    expect(warning!.advice).toContain("is not in production");
  });

  test.each(["husky || true", "npx only-allow pnpm", ""])(
    "is none to tell of where it is %j",
    (script) => {
      expect(warningsOf({ prepare: script })).toEqual([]);
    },
  );

  test("of a member of a workspace is told too", () => {
    const json = { name: "m", scripts: { postinstall: "node make.js" } };
    const { warnings } = ofNode(
      {
        "package.json": { workspaces: ["m"], scripts: { prepare: "husky" } },
        "m/package.json": json,
        "m/a.js": "",
        ...LOCK,
      },
      { workspace: "m" },
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^package\.json:1: prepare /),
      expect.stringMatching(/^m\/package\.json:1: postinstall /),
    ]);
  });
});
