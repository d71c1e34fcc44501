import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, VERSION } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf, WRITTEN } from "../support/folder.ts";

const edited = (folder: string) => {
  const path = join(folder, "compose.yaml");
  put(folder, { "compose.yaml": `${readFileSync(path, "utf8")}# mine\n` });
};

describe("exit status 0", () => {
  test("is for what was written, and for what fits", () => {
    const folder = folderWith(SMALL);
    expect(run(folder)).toMatchObject({ status: 0, err: "" });
    expect(Object.keys(treeOf(folder))).toEqual(
      expect.arrayContaining(WRITTEN),
    );
    const again = run(folder);
    expect(again).toEqual({
      status: 0,
      out: `${WRITTEN.length} files fit dockwright.yaml.\n`,
      err: "",
    });
    expect(run(folder, ["--check"])).toEqual(again);
  });

  test.each([
    [["generate", "project"]],
    [["project"]],
    [["generate", "./project/"]],
    [["--json", "project"]],
    [["generate", "--", "project"]],
    [["--", "project"]],
  ])("is for a folder that is named: %j", (args) => {
    const folder = folderWith({}, "above");
    put(join(folder, "project"), SMALL);
    expect(run(folder, args).status).toBe(0);
    expect(existsSync(join(folder, "project/Dockerfile"))).toBe(true);
  });

  test.each([[["--help"]], [["-h"]], [["help"]], [["generate", "--help"]]])(
    "is for %j",
    (args) => {
      const { status, out, err } = run(folderWith({}), args);
      expect({ status, err }).toEqual({ status: 0, err: "" });
      for (const word of [
        "generate",
        "schema",
        "--check",
        "--diff",
        "--dry-run",
        "--force",
        "--json",
        "Exit status",
      ])
        expect(out).toContain(word);
      expect(
        Math.max(...out.split("\n").map((line) => line.length)),
      ).toBeLessThanOrEqual(100);
    },
  );

  test.each([[["--version"]], [["-v"]]])("is for %j", (args) => {
    expect(run(folderWith({}), args)).toEqual({
      status: 0,
      out: `${VERSION}\n`,
      err: "",
    });
  });

  test("is for the schema", () => {
    const { status, out, err } = run(folderWith({}), ["schema"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({ title: "dockwright" });
  });
});

describe("exit status 0 in a fresh clone", () => {
  test("is for files that fit, though Git has no password", () => {
    const spec = `${SMALL["dockwright.yaml"]}  db: { backing: postgres }\n`;
    const folder = folderWith({ ...SMALL, "dockwright.yaml": spec });
    run(folder);
    const password = join(folder, "secrets/db-password.txt");
    rmSync(password);
    expect(run(folder, ["--check"]).status).toBe(0);
    expect(existsSync(password)).toBe(false);
    expect(run(folder).out).toContain("secrets/db-password.txt");
    expect(existsSync(password)).toBe(true);
  });
});

describe("exit status 1", () => {
  test.each<[string, readonly string[]]>([
    ["a file that is not there", ["--check"]],
    ["a file that was edited", ["--check"]],
    ["a file that was edited, and is kept", []],
  ])("is for %s", (what, args) => {
    const folder = folderWith(SMALL);
    run(folder);
    if (what.includes("not there")) rmSync(join(folder, "compose.yaml"));
    else edited(folder);
    const before = treeOf(folder);
    expect(run(folder, args).status).toBe(1);
    expect(treeOf(folder)).toEqual(before);
  });

  test("is not for what was forced", () => {
    const folder = folderWith(SMALL);
    run(folder);
    edited(folder);
    expect(run(folder, ["--force"]).status).toBe(0);
    expect(run(folder, ["--check"]).status).toBe(0);
  });
});

describe("exit status 2", () => {
  test.each<[string, readonly string[], string, string]>([
    ["an unknown flag", ["--nope"], "unknown option", "lists the options"],
    ["a misspelt flag", ["--chekc"], "unknown option", "did you mean --check?"],
    [
      "a misspelt flag of a command",
      ["generate", "--dryrun"],
      "unknown option",
      "did you mean --dry-run?",
    ],
    [
      "a misspelt command",
      ["genrate"],
      "there is no command genrate",
      "did you mean generate?",
    ],
    [
      "another misspelt command",
      ["shcema"],
      "there is no command shcema",
      "did you mean schema?",
    ],
    ["two words", ["a", "b"], "too many words: a b", "write one folder"],
    [
      "two words behind a command",
      ["generate", "a", "b"],
      "too many words: a b",
      "write one folder",
    ],
    [
      "a word behind schema",
      ["schema", "a"],
      "unused args: `a`",
      "lists the options",
    ],
    [
      "a folder that is not there",
      ["generate", "gone"],
      "is no folder",
      "write the folder",
    ],
    [
      "a file for a folder",
      ["generate", "dockwright.yaml"],
      "is no folder",
      "write the folder",
    ],
  ])("is for %s", (_, args, message, advice) => {
    const folder = folderWith(SMALL);
    const { status, out, err } = run(folder, args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toContain(advice);
    expect(treeOf(folder)).toEqual(SMALL);
  });

  test("is not for several services behind verify", () => {
    const { err } = run(folderWith({}), ["verify", "web", "worker"]);
    expect(err).not.toContain("too many words");
  });

  test.each<[string, Record<string, string>, string]>([
    ["no spec", { "package.json": "{}" }, "there is no dockwright.yaml in "],
    [
      "two specs",
      { ...SMALL, "dockwright.json": "{}" },
      "there are two specs in ",
    ],
    ["an empty spec", { "dockwright.yaml": "" }, "dockwright.yaml:1:1"],
    [
      "a bad spec",
      { "dockwright.yaml": "name: Shop\n" },
      "dockwright.yaml:1:7",
    ],
  ])("is for %s, and nothing is written", (_, files, message) => {
    const folder = folderWith(files);
    for (const args of [[], ["--check"], ["--force"]]) {
      const { status, out, err } = run(folder, args);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(err).toContain(message);
      expect(err).not.toContain("defect");
    }
    expect(treeOf(folder)).toEqual(files);
  });
});
