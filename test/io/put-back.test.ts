import * as fs from "node:fs";
import { chmodSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { writeFiles } from "../../src/io/write-files.ts";
import { folderWith, put, treeOf } from "../support/folder.ts";

vi.mock("node:fs", async (load) => {
  const original = await load<typeof fs>();
  return { ...original, renameSync: vi.fn(original.renameSync) };
});

const FILES = { a: "old a", b: "old b", c: "old c" };
const WRITES = [
  { path: "new", before: null, after: "new" },
  { path: "a", before: "old a", after: "new a" },
  { path: "c", before: "old c", after: null },
  { path: "b", before: "old b", after: "new b" },
];

/** Has something happen when a file is put in its place. */
function atRename(name: string, happens: () => void): void {
  const { renameSync } = fs;
  vi.mocked(renameSync).mockImplementation((from, to) => {
    if (basename(String(to)) === name && fs.readFileSync(from).includes("new"))
      happens();
    fs.copyFileSync(from, to);
    fs.unlinkSync(from);
  });
}

function failing(): never {
  throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
}

test("where one cannot be put in its place, those before it are put back", () => {
  const folder = folderWith(FILES);
  chmodSync(join(folder, "a"), 0o600);
  atRename("b", failing);
  expect(() => writeFiles(folder, WRITES)).toThrow("EIO");
  expect(treeOf(folder)).toEqual(FILES);
  expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o600);
});

test("a save while others are put in their places is not lost", () => {
  const folder = folderWith(FILES);
  atRename("a", () => put(folder, { b: "saved" }));
  expect(() => writeFiles(folder, WRITES)).toThrow("b was changed");
  expect(treeOf(folder)).toEqual({ ...FILES, b: "saved" });
});

test("what somebody saved over a new text stays, and is named", () => {
  const folder = folderWith(FILES);
  atRename("b", () => {
    put(folder, { a: "saved" });
    failing();
  });
  expect(() => writeFiles(folder, WRITES)).toThrow(
    "EIO: i/o error; a had been written by then",
  );
  expect(treeOf(folder)).toEqual({ ...FILES, a: "saved" });
});
