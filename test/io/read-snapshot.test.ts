import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  contextsOf,
  namedPathsOf,
  readSnapshot,
} from "../../src/io/read-snapshot.ts";
import { folderWith, put } from "../support/folder.ts";

describe("a snapshot", () => {
  test("has the files of its contexts, sorted, and what manifests say", () => {
    const folder = folderWith({
      "src/b.py": "secret",
      "a.py": "",
      "requirements.txt": "\uFEFFflask\n",
      "requirements/dev.txt": "pytest\n",
      ".env": "TOKEN=1",
    });
    expect(readSnapshot(folder, ["."])).toEqual({
      paths: [
        ".env",
        "a.py",
        "requirements.txt",
        "requirements/dev.txt",
        "src/b.py",
      ],
      contents: {
        "requirements.txt": "flask\n",
        "requirements/dev.txt": "pytest\n",
      },
    });
  });

  test("has the manifests of a workspace's members, in a folder of folders too", () => {
    const folder = folderWith({
      "apps/api/package.json": "1",
      "packages/ui/button/package.json": "2",
      "a/b/c/d/package.json": "3",
    });
    expect(readSnapshot(folder, ["."]).contents).toEqual({
      "apps/api/package.json": "1",
      "packages/ui/button/package.json": "2",
    });
  });

  test("has each file once, however many contexts share it", () => {
    const folder = folderWith({
      "api/main.py": "",
      "web/server.js": "",
      "other/x.py": "",
    });
    expect(readSnapshot(folder, ["api", "web", "api"]).paths).toEqual([
      "api/main.py",
      "web/server.js",
    ]);
    expect(readSnapshot(folder, ["api", "."]).paths).toEqual([
      "api/main.py",
      "other/x.py",
      "web/server.js",
    ]);
  });

  test.each([
    "node_modules",
    ".git",
    ".venv",
    "__pycache__",
    "dist",
    "coverage",
  ])("leaves out what tools made: %s", (name) => {
    const folder = folderWith({
      [`${name}/x.py`]: "",
      [`src/${name}/x.py`]: "",
      "a.py": "",
    });
    expect(readSnapshot(folder, ["."]).paths).toEqual(["a.py"]);
  });

  test("goes as deep as a src layout", () => {
    const folder = folderWith({
      "src/a/b/c/d.py": "",
      "src/a/b/c/d/e/f.py": "",
    });
    expect(readSnapshot(folder, ["."]).paths).toEqual(["src/a/b/c/d.py"]);
  });

  test("has nothing of a context that is not there", () => {
    expect(readSnapshot(folderWith({}), ["gone", "."])).toEqual({
      paths: [],
      contents: {},
    });
  });

  test("reads nothing that is no file", () => {
    const folder = folderWith({});
    symlinkSync("nowhere", join(folder, ".nvmrc"));
    mkdirSync(join(folder, "other"));
    symlinkSync("other", join(folder, "pyproject.toml"));
    execFileSync("mkfifo", [join(folder, "package.json")]);
    mkdirSync(join(folder, "requirements.txt"));
    expect(readSnapshot(folder, ["."]).contents).toEqual({});
  });

  test("reads a manifest through a link", () => {
    const folder = folderWith({});
    put(join(folder, "../shared"), { "requirements.txt": "flask\n" });
    symlinkSync("../shared/requirements.txt", join(folder, "requirements.txt"));
    expect(readSnapshot(folder, ["."]).contents).toEqual({
      "requirements.txt": "flask\n",
    });
  });
});

describe("the contexts of a spec that may be wrong", () => {
  test.each<[unknown, string[]]>([
    [
      { images: { a: {}, b: { context: "./api/" }, c: { context: "web" } } },
      [".", "api", "web"],
    ],
    [
      {
        images: {
          a: { context: "/etc" },
          b: { context: "../x" },
          c: { context: "a/../../b" },
        },
      },
      [],
    ],
    [{ images: { a: null, b: 5, c: { context: 5 } } }, [".", ".", "."]],
    [{ images: [] }, []],
    [{ images: 5 }, ["."]],
    [{}, ["."]],
    [null, ["."]],
    [undefined, ["."]],
    ["text", ["."]],
    [[], ["."]],
  ])("of %j are %j", (data, expected) => {
    expect(contextsOf(data)).toEqual(expected);
  });
});

describe("what a spec names", () => {
  const spec = {
    images: {
      web: { context: "web", source: ["./dist/", "a/b/c/d/e/f.js", 5] },
      other: { tests: ["../out"], manifests: null },
      wrong: null,
    },
  };

  test("is found before the spec is known to be right", () => {
    expect(namedPathsOf(spec)).toEqual(["web/dist", "web/a/b/c/d/e/f.js"]);
    for (const data of [null, 5, {}, { images: "x" }, { images: { a: 5 } }])
      expect(namedPathsOf(data)).toEqual([]);
  });

  test("is listed though it lies deep or tools made it", () => {
    const folder = folderWith({
      "web/dist/a.js": "",
      "web/dist/node_modules/b.js": "",
      "web/a/b/c/d/e/f.js": "",
      "web/coverage/c.js": "",
    });
    const { paths } = readSnapshot(folder, ["web"], namedPathsOf(spec));
    expect(paths).toEqual(["web/a/b/c/d/e/f.js", "web/dist/a.js"]);
  });
});
