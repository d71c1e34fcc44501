import { execFileSync, spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { CLI, environment, run } from "../support/cli.ts";
import { folderWith, SMALL, treeOf, WRITTEN } from "../support/folder.ts";

const ESCAPE = "\u001b[";
const BAD = { "dockwright.yaml": "name: Shop\n" };

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const PROGRAM = `${quoted(process.execPath)} ${quoted(CLI)}`;

/** Runs the program in a shell's pipe. */
const piped = (cwd: string, pipe: string) =>
  spawnSync("bash", ["-c", pipe.replaceAll("dockwright", PROGRAM)], {
    cwd,
    encoding: "utf8",
    env: environment(),
  });

/** Runs the program in a terminal of its own: https://man7.org/linux/man-pages/man1/script.1.html */
const inTerminal = (cwd: string, args: string, more: NodeJS.ProcessEnv = {}) =>
  execFileSync("script", ["-qec", `${PROGRAM} ${args} || true`, "/dev/null"], {
    cwd,
    encoding: "utf8",
    env: environment(more),
  });

describe("in a pipe", () => {
  test.each([
    ["what was done", SMALL, []],
    ["a diff", SMALL, ["--check"]],
    ["problems", BAD, []],
    ["help", {}, ["--help"]],
  ])("%s has no escapes", (_, files, args) => {
    const { out, err } = run(folderWith(files), args);
    expect(out + err).not.toContain(ESCAPE);
  });

  test.each([
    "dockwright --diff | head -n 1",
    "dockwright --json | head -c 20",
    "dockwright schema | head -n 1",
    "dockwright --help | true",
  ])("that is closed early there is no complaint: %s", (pipe) => {
    const folder = folderWith(SMALL);
    const { stderr, status } = piped(folder, `set -o pipefail; ${pipe}`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("that is closed early the files are still written", () => {
    const folder = folderWith(SMALL);
    piped(folder, "dockwright --diff | head -n 1");
    expect(Object.keys(treeOf(folder))).toEqual(
      expect.arrayContaining(WRITTEN),
    );
  });

  test("problems go where errors go", () => {
    const folder = folderWith(BAD);
    expect(piped(folder, "dockwright 2>/dev/null").stdout).toBe("");
    expect(piped(folder, "dockwright 2>&1 >/dev/null").stdout).toContain(
      "dockwright.yaml:1:7",
    );
  });

  test("a long answer arrives whole", () => {
    const { stdout } = piped(folderWith({}), "dockwright schema | cat");
    expect(JSON.parse(stdout)).toHaveProperty("properties");
  });

  test("nothing is asked of a closed input", () => {
    const folder = folderWith(SMALL);
    expect(piped(folder, "dockwright <&-").status).toBe(0);
  });
});

describe("in a terminal", () => {
  test.each([
    ["what was done", SMALL, ""],
    ["a diff", SMALL, "--check"],
    ["problems", BAD, ""],
  ])("%s is coloured, with the same words", (_, files, args) => {
    const folder = folderWith(files);
    const plain = run(folder, args === "" ? ["--dry-run"] : [args]);
    const coloured = inTerminal(folder, args === "" ? "--dry-run" : args);
    expect(coloured).toContain(ESCAPE);
    expect(stripVTControlCharacters(coloured).replaceAll("\r\n", "\n")).toBe(
      plain.out + plain.err,
    );
  });

  test.each([
    { NO_COLOR: "1" },
    { TERM: "dumb" },
    { NO_COLOR: "1", FORCE_COLOR: "1" },
  ])("nothing is coloured with %j", (more) => {
    expect(inTerminal(folderWith(SMALL), "--check", more)).not.toContain(
      ESCAPE,
    );
  });

  test("everything is coloured where NO_COLOR is empty", () => {
    const text = inTerminal(folderWith(SMALL), "--check", { NO_COLOR: "" });
    expect(text).toContain(ESCAPE);
  });
});

describe("of two streams, each is coloured by itself", () => {
  test.each([
    ["problems, though what was done goes to a file", BAD, ">/dev/null", true],
    ["no problems, which go to a pipe", BAD, "2>&1 >/dev/null | cat", false],
    [
      "a diff, though problems go to a file",
      SMALL,
      "--check 2>/dev/null",
      true,
    ],
  ])("%s", (_, files, args, expected) => {
    const text = inTerminal(folderWith(files), args);
    expect(text).not.toBe("");
    expect(text.includes(ESCAPE)).toBe(expected);
  });
});

describe("FORCE_COLOR", () => {
  test.each([
    ["1", true],
    ["3", true],
    ["", true],
    ["0", false],
  ])("%j colours a pipe: %s", (value, expected) => {
    const { out } = run(folderWith(SMALL), ["--check"], { FORCE_COLOR: value });
    expect(out.includes(ESCAPE)).toBe(expected);
  });
});
