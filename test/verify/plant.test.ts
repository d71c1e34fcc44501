import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plant } from "../../src/verify/plant.ts";
import { folderWith, treeOf } from "../support/folder.ts";

const PLANTED = {
  ...{ ".env": "word", ".env.local": "word" },
  ...{ ".git/config": "word", "server.key": "word" },
};

test("what must stay on the host is put into each folder", () => {
  const folder = folderWith({ "src/main.py": "" });
  plant([folder, join(folder, "src")], "word");
  const below = Object.entries(PLANTED).map(([name, text]) => [
    `src/${name}`,
    text,
  ]);
  expect(treeOf(folder)).toEqual({
    ...{ "src/main.py": "", ...PLANTED, ...Object.fromEntries(below) },
  });
});

test("a file that is there says the same", () => {
  const files = { ".env": "A=1", ".env.local": "B=1\n", "server.key": "own" };
  const folder = folderWith(files);
  plant([folder], "C=word\n");
  expect(treeOf(folder)).toEqual({
    ...{ ".env": "A=1\n# C=word\n", ".env.local": "B=1\n\n# C=word\n" },
    ...{ ".git/config": "C=word\n", "server.key": "own" },
  });
});

test("a file that may not be written stays as it is", () => {
  const folder = folderWith({ ".env": "A=1\n" });
  chmodSync(join(folder, ".env"), 0o400);
  plant([folder], "word");
  expect(treeOf(folder)[".env"]).toBe("A=1\n");
});

test("the .git of a worktree or submodule is a file, and stays one", () => {
  const folder = folderWith({ ".git": "gitdir: /elsewhere\n" });
  plant([folder], "word");
  const { ".git/config": _, ...others } = PLANTED;
  expect(treeOf(folder)).toEqual({ ...others, ".git": "gitdir: /elsewhere\n" });
});

test("nothing is written through a link", () => {
  const theirs = folderWith({ "own.txt": "" });
  const folder = folderWith({});
  symlinkSync(join(theirs, "env"), join(folder, ".env"));
  symlinkSync(theirs, join(folder, ".git"));
  plant([folder], "word");
  expect(treeOf(theirs)).toEqual({ "own.txt": "" });
});
