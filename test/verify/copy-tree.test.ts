import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyTree } from "../../src/verify/copy-tree.ts";
import { folderWith, treeOf } from "../support/folder.ts";

const NONE = () => false;

const modeOf = (...parts: readonly string[]) =>
  statSync(join(...parts)).mode & 0o7777;

/** Where a folder is copied to: beside it, and not there yet. */
const copyOf = (from: string, isLeftOut: (path: string) => boolean = NONE) => {
  const to = `${from}-copy`;
  copyTree(from, to, isLeftOut);
  return to;
};

test("files and folders are copied, hidden and empty ones, too", () => {
  const from = folderWith({ "a/b/c.txt": "c", ".env": "X=1", "a/é b": "" });
  mkdirSync(join(from, "empty"));
  expect(treeOf(copyOf(from))).toEqual({
    ...{ ".env": "X=1", "a/b/c.txt": "c", "a/é b": "", "empty/": "" },
  });
});

test("the folder that it goes to may be there already", () => {
  const from = folderWith({ "a.txt": "a" });
  mkdirSync(`${from}-copy`);
  expect(treeOf(copyOf(from))).toEqual({ "a.txt": "a" });
});

test.each([0o755, 0o775, 0o700, 0o2775, 0o1777])(
  "a folder keeps its mode %o",
  (mode) => {
    const from = folderWith({ "a/b": "" });
    chmodSync(join(from, "a"), mode);
    expect(modeOf(copyOf(from), "a")).toBe(mode);
  },
);

test.each([0o644, 0o600, 0o755, 0o666, 0o4755])(
  "a file keeps its mode %o",
  (mode) => {
    const from = folderWith({ a: "x" });
    chmodSync(join(from, "a"), mode);
    expect(modeOf(copyOf(from), "a")).toBe(mode);
  },
);

test("a folder that nobody may write to is copied with what is in it, and can be taken away", () => {
  const from = folderWith({ "a/b": "x" });
  chmodSync(join(from, "a"), 0o555);
  const to = copyOf(from);
  expect([modeOf(to, "a"), treeOf(to)]).toEqual([0o755, { "a/b": "x" }]);
  chmodSync(join(from, "a"), 0o755);
});

test("links stay links, wherever they lead", () => {
  const from = folderWith({ "a.txt": "a" });
  symlinkSync("a.txt", join(from, "file"));
  symlinkSync(".", join(from, "ring"));
  symlinkSync("nowhere", join(from, "dangling"));
  symlinkSync("/etc/hostname", join(from, "absolute"));
  expect(treeOf(copyOf(from))).toEqual({
    ...{ "a.txt": "a", file: "→ a.txt", ring: "→ ." },
    ...{ dangling: "→ nowhere", absolute: "→ /etc/hostname" },
  });
});

test("folders are left out as it is said, each asked by its path", () => {
  const from = folderWith({
    "node_modules/x": "",
    "web/node_modules/x": "",
    "web/src/main.js": "",
    dist: "a file",
  });
  const asked: string[] = [];
  const to = copyOf(from, (path) => {
    asked.push(path);
    return /node_modules|dist/.test(path);
  });
  expect(treeOf(to)).toEqual({ dist: "a file", "web/src/main.js": "" });
  expect(asked.toSorted()).toEqual(
    "node_modules web web/node_modules web/src".split(" "),
  );
});

test("what is neither file, folder nor link is left out", () => {
  const from = folderWith({ "a.txt": "a" });
  execFileSync("mkfifo", [join(from, "pipe")]);
  const to = copyOf(from);
  expect(readdirSync(to)).toEqual(["a.txt"]);
});

test("a copy within the folder does not hold itself", () => {
  const from = folderWith({ "a.txt": "a", "tmp/x": "" });
  const to = join(from, "tmp/copy");
  copyTree(from, to, NONE);
  expect(readdirSync(join(to, "tmp"))).toEqual(["x"]);
});

test("what cannot be read is left out, and root can read all", () => {
  const isRoot = process.getuid?.() === 0;
  const from = folderWith({ "a/b": "x", c: "x", d: "x" });
  chmodSync(join(from, "c"), 0o000);
  chmodSync(join(from, "a"), 0o000);
  const to = copyOf(from);
  expect(existsSync(join(to, "c"))).toBe(isRoot);
  expect(existsSync(join(to, "a/b"))).toBe(isRoot);
  expect(existsSync(join(to, "d"))).toBe(true);
  chmodSync(join(from, "a"), 0o755);
});

test("a folder that is not there is an error", () => {
  expect(() => copyOf(join(folderWith({}), "gone"))).toThrow("ENOENT");
});
