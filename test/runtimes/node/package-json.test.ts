import { describe, expect, test } from "vitest";
import {
  readPackageJson,
  scriptWords,
} from "../../../src/runtimes/node/package-json.ts";

describe("a script as words", () => {
  test.each<[string | undefined, string[] | null]>([
    ["node server.js", ["node", "server.js"]],
    ["  node   server.js ", ["node", "server.js"]],
    [
      "tsx watch src/server.ts --port=3000",
      ["tsx", "watch", "src/server.ts", "--port=3000"],
    ],
    ["next start -p 3000", ["next", "start", "-p", "3000"]],
    [undefined, null],
    ["", null],
    ["   ", null],
    ["a && b", null],
    ["a | b", null],
    ["a; b", null],
    ["a > log", null],
    ["PORT=3 node a.js", null],
    ["node $FILE", null],
    ["node 'a b.js'", null],
    ["node *.js", null],
    ["cd src; node a", null],
    ["a\nb", null],
    ["npm run serve", null],
    ["pnpm serve", null],
    ["npx serve", null],
    ["bun run a.ts", null],
  ])("%j is %j", (script, expected) => {
    expect(scriptWords(script)).toEqual(expected);
  });
});

describe("a package.json that cannot be read", () => {
  test.each(["", "{", "[", "5", "null", '"a"', "[]"])("is %j", (text) => {
    expect(readPackageJson(text)).toEqual(expect.any(String));
  });
});

describe("a package.json of odd parts", () => {
  test.each([
    { engines: "22" },
    { engines: { node: 22 } },
    { scripts: [] },
    { scripts: { start: 5, build: null } },
    { packageManager: {} },
    { main: {} },
    { name: 5, exports: null, workspaces: 5 },
    { workspaces: [5], dependencies: 5, devDependencies: null },
  ])("is read without them: %j", (root) => {
    expect(readPackageJson(JSON.stringify(root))).toEqual({
      name: null,
      engines: null,
      volta: null,
      manager: null,
      scripts: {},
      main: null,
      entry: null,
      workspaces: [],
      dependencies: [],
      developmentDependencies: [],
    });
  });
});

describe("what an import gets", () => {
  test.each<[object, string | null]>([
    [{ main: "lib/a.js", exports: "./b.js" }, "lib/a.js"],
    [{ exports: "./dist/a.mjs" }, "./dist/a.mjs"],
    [
      { exports: { ".": { types: "./a.d.ts", import: "./dist/a.js" } } },
      "./dist/a.js",
    ],
    [{ exports: { ".": "./src/a.ts" } }, null],
    [{}, null],
  ])("of %j is %j", (root, entry) => {
    expect(readPackageJson(JSON.stringify(root))).toMatchObject({ entry });
  });
});
