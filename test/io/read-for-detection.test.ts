import { expect, test } from "vitest";
import { readForDetection } from "../../src/io/read-for-detection.ts";
import { readSnapshot } from "../../src/io/read-snapshot.ts";
import { folderWith } from "../support/folder.ts";

const FILES = {
  "package.json": "{}",
  "src/a/b/c/d/e/route.ts": "get()",
  "src/a.py": "app",
  ".env": "PORT=1",
  Procfile: "web: x",
  "notes.md": "secret",
  "node_modules/x/index.js": "x",
  "big.js": "x".repeat(300_000),
};

test("code, files of variables and Docker's own are read, and what tools made is not", () => {
  const { paths, contents } = readForDetection(folderWith(FILES));
  expect(paths).toEqual([
    ".env",
    "Procfile",
    "big.js",
    "notes.md",
    "package.json",
    "src/a.py",
    "src/a/b/c/d/e/route.ts",
  ]);
  expect(contents).toEqual({
    ".env": "PORT=1",
    Procfile: "web: x",
    "package.json": "{}",
    "src/a.py": "app",
    "src/a/b/c/d/e/route.ts": "get()",
  });
});

test("generate reads none of it", () => {
  const { contents } = readSnapshot(folderWith(FILES), ["."]);
  expect(Object.keys(contents)).toEqual(["package.json"]);
});
