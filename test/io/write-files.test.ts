import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/io/find-spec.ts";
import {
  backupName,
  WriteError,
  writeFiles,
} from "../../src/io/write-files.ts";
import { folderWith, put, treeOf } from "../support/folder.ts";

const make = (path: string, after = "new") => ({ path, before: null, after });
const change = (
  path: string,
  before: string,
  after: string | null = "new",
) => ({ path, before, after });

const FILES = { a: "old a", "d/b": "old b" };

describe("writing", () => {
  test("makes, changes and takes away files, and makes their folders", () => {
    const folder = folderWith({ ...FILES, c: "old c" });
    writeFiles(folder, [
      change("a", "old a"),
      make("x/y/z"),
      change("c", "old c", null),
    ]);
    expect(treeOf(folder)).toEqual({
      a: "new",
      "d/b": "old b",
      "x/y/z": "new",
    });
  });

  test("writes nothing where nothing is to be written", () => {
    const folder = folderWith(FILES);
    writeFiles(folder, []);
    expect(treeOf(folder)).toEqual(FILES);
  });

  test("keeps a file's own permission bits", () => {
    const folder = folderWith(FILES);
    chmodSync(join(folder, "a"), 0o750);
    writeFiles(folder, [change("a", "old a")]);
    expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o750);
  });

  test("gives a new file the bits that it is to have", () => {
    const folder = folderWith({});
    writeFiles(folder, [{ ...make("a"), mode: 0o600 }]);
    expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o600);
  });

  test("writes a file of any text", () => {
    const folder = folderWith({});
    const text = `${"é🐳\r\n".repeat(50_000)}\u2028`;
    writeFiles(folder, [make("a b/ü", text)]);
    expect(readFileSync(join(folder, "a b/ü"), "utf8")).toBe(text);
  });
});

describe("nothing is written", () => {
  const cases: [
    string,
    (folder: string) => void,
    Parameters<typeof writeFiles>[1],
    string,
  ][] = [
    [
      "when one was changed in between",
      () => {},
      [make("x"), change("a", "other")],
      "a was changed while this ran",
    ],
    [
      "when one was made in between",
      () => {},
      [make("x"), make("a")],
      "a was changed while this ran",
    ],
    [
      "when one was taken away in between",
      () => {},
      [make("x"), change("gone", "old")],
      "gone was changed while this ran",
    ],
    [
      "when one is read-only",
      (folder) => chmodSync(join(folder, "a"), 0o444),
      [make("x"), change("a", "old a")],
      "a is read-only",
    ],
    [
      "when one that is to go is read-only",
      (folder) => chmodSync(join(folder, "a"), 0o444),
      [make("x"), change("a", "old a", null)],
      "a is read-only",
    ],
    ["when a folder is a file", () => {}, [make("x"), make("a/b")], "a"],
    [
      "when the name is too long",
      () => {},
      [make("x"), make("n".repeat(300))],
      "ENAMETOOLONG",
    ],
  ];

  test.each(cases)("%s", (_, prepare, writes, message) => {
    const folder = folderWith(FILES);
    prepare(folder);
    expect(() => writeFiles(folder, writes)).toThrow(message);
    expect(treeOf(folder)).toEqual(FILES);
  });

  test.each(cases)("%s, and the error is one of ours", (_, prepare, writes) => {
    const folder = folderWith(FILES);
    prepare(folder);
    try {
      writeFiles(folder, writes);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof WriteError || error instanceof UsageError).toBe(
        true,
      );
    }
  });
});

describe("no link is followed", () => {
  const OUTSIDE = { secret: "outside" };

  test.each<[string, string, string, string]>([
    ["of a file, out of the project", "a", "../outside/secret", "a"],
    ["of a file, inside the project", "link", "a", "link"],
    ["of a file that is not there", "link", "../outside/new", "link"],
    ["of a folder, out of the project", "d2", "../outside", "d2/secret"],
    ["of a folder, into nowhere", "d2", "../gone", "d2/x"],
    ["of a folder, to the root", "d2", "/", "d2/x"],
  ])("%s", (_, link, target, path) => {
    const folder = folderWith({ b: "b" });
    put(join(folder, "../outside"), OUTSIDE);
    if (target === "a") put(folder, { a: "a" });
    symlinkSync(target, join(folder, link));
    const before = treeOf(join(folder, ".."));
    expect(() => writeFiles(folder, [make("x"), make(path)])).toThrow(
      UsageError,
    );
    expect(treeOf(join(folder, ".."))).toEqual(before);
  });

  test("but one of a folder that stays in the project", () => {
    const folder = folderWith({ "real/b": "old" });
    symlinkSync("real", join(folder, "alias"));
    writeFiles(folder, [change("alias/b", "old")]);
    expect(readFileSync(join(folder, "real/b"), "utf8")).toBe("new");
    expect(lstatSync(join(folder, "alias")).isSymbolicLink()).toBe(true);
  });

  test("and a project that is reached through a link is written", () => {
    const folder = folderWith({});
    symlinkSync(folder, `${folder}-link`);
    writeFiles(`${folder}-link`, [make("a")]);
    expect(treeOf(folder)).toEqual({ a: "new" });
  });

  test("and no folder is taken for a file", () => {
    const folder = folderWith({ "a/b": "b" });
    expect(() => writeFiles(folder, [make("a")])).toThrow("a is a folder");
    expect(treeOf(folder)).toEqual({ "a/b": "b" });
  });
});

describe("what a killed run left", () => {
  test("is swept, and what a living one has is not", () => {
    const dead = ".dockwright-4194303-0123abcd.tmp";
    const alive = `.dockwright-${process.ppid}-0123abcd.tmp`;
    const folder = folderWith({
      [dead]: "half",
      [alive]: "half",
      "other.tmp": "",
    });
    writeFiles(folder, [make("a")]);
    expect(treeOf(folder)).toEqual({
      a: "new",
      [alive]: "half",
      "other.tmp": "",
    });
  });
});

describe("a backup's name", () => {
  test("is one that is free", () => {
    const folder = folderWith({});
    expect(backupName(folder, "d/a")).toBe("d/a.bak");
    put(folder, { "d/a.bak": "" });
    expect(backupName(folder, "d/a")).toBe("d/a.bak.1");
    mkdirSync(join(folder, "d/a.bak.1"));
    expect(backupName(folder, "d/a")).toBe("d/a.bak.2");
    writeFileSync(join(folder, "d/a.bak.2"), "");
    expect(backupName(folder, "d/a")).toBe("d/a.bak.3");
  });

  test("is not one of a link into nowhere", () => {
    const folder = folderWith({});
    symlinkSync("nowhere", join(folder, "a.bak"));
    expect(backupName(folder, "a")).toBe("a.bak.1");
  });
});
