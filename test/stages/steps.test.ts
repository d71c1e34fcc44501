import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bindFile,
  copy,
  copyTree,
  execForm,
  field,
  OWNED,
  quote,
  script,
  shellWord,
} from "../../src/stages/steps.ts";

describe("quote", () => {
  test.each([
    ["", '""'],
    ["plain", '"plain"'],
    ["it's", `"it's"`],
    ['a"b', '"a\\"b"'],
    ["a\\", '"a\\\\"'],
    ["$HOME ${X}", '"\\$HOME \\${X}"'],
    ["`id` # {{x}}", '"`id` # {{x}}"'],
  ])("writes %j as %j", (value, expected) => {
    expect(quote(value)).toBe(expected);
  });
});

describe("shellWord", () => {
  test.each([
    ["/app/cache", "/app/cache"],
    ["libpq5=17.*", "'libpq5=17.*'"],
    ["a b", "'a b'"],
    ["it's", "'it'\\''s'"],
    ["", "''"],
    ["$(id)", "'$(id)'"],
    ["~", "'~'"],
    ["{a,b}", "'{a,b}'"],
  ])("writes %j as %j", (word, expected) => {
    expect(shellWord(word)).toBe(expected);
  });

  test.each(["sh", "bash"])("is one word to %s, whatever it holds", (shell) => {
    const word = fc
      .string({ unit: "grapheme" })
      .filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const printing = `printf '%s\\0' ${words.map(shellWord).join(" ")}`;
        const told = execFileSync(shell, ["-c", printing], {
          encoding: "utf8",
        });
        expect(told.split("\0").slice(0, -1)).toEqual(words);
      }),
      { numRuns: 50 },
    );
  });
});

describe("field", () => {
  test.each([
    ["target=/root/.netrc", "target=/root/.netrc"],
    ["source=${A}", "source=${A}"],
    ["src=a b", '"src=a b"'],
    ["src=a,id=b", '"src=a,id=b"'],
    ['src=a"b', '"src=a""b"'],
    ["target=it's", `"target=it's"`],
  ])("writes %j as %j", (text, expected) => {
    expect(field(text)).toBe(expected);
  });

  test("keeps a file in its bind", () => {
    expect(bindFile("a.txt")).toBe("type=bind,source=a.txt,target=a.txt");
    expect(bindFile("a b")).toBe('type=bind,"source=a b","target=a b"');
  });
});

describe("execForm", () => {
  test("is JSON", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
        expect(JSON.parse(execForm(words))).toEqual(words);
        expect(execForm(words)).not.toContain("\n");
      }),
    );
  });
});

describe("copy", () => {
  test.each<[string[], string, string]>([
    [["a", "b/c"], "./", "a b/c ./"],
    [["a b"], "./a b", '["a b", "./a b"]'],
    [["a", "é"], "./", '["a", "é", "./"]'],
    [["-a"], "./-a", '["-a", "./-a"]'],
    [["--from=evil"], "./", '["--from=evil", "./"]'],
    [["<<EOF"], "./", '["<<EOF", "./"]'],
    [["a;b"], "./", '["a;b", "./"]'],
  ])("of %j to %j is %s", (sources, target, expected) => {
    expect(copy(sources, target)).toEqual({ flags: "", paths: expected });
  });

  test("has its flags in front", () => {
    expect(copy(["a"], "/b", "--link").flags).toBe("--link ");
    expect(copy(["a"], "/b", OWNED).flags).toBe(
      "--chown=${APP_UID}:${APP_GID} ",
    );
  });
});

describe("copyTree", () => {
  const file = (path: string) => ({ path, isFolder: false });
  const folder = (path: string) => ({ path, isFolder: true });
  const lines = (...paths: Parameters<typeof copyTree>[0]) =>
    copyTree(paths, ".").map((step) => step.flags + step.paths);

  test.each([
    ["files at once", lines(file("a"), file("b")), ["a b ./"]],
    [
      "files by their folder",
      lines(file("a"), file("x/b"), file("x/c")),
      ["a ./", "x/b x/c ./x/"],
    ],
    [
      "folders one by one",
      lines(folder("src"), folder("lib/x")),
      ["src ./src", "lib/x ./lib/x"],
    ],
    [
      "files before folders",
      lines(folder("src"), file("a")),
      ["a ./", "src ./src"],
    ],
    ["nothing", lines(), []],
  ])("copies %s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test("keeps each in its place below a folder", () => {
    const steps = copyTree([file("a"), folder("src")], "/project", "--link");
    expect(steps).toEqual([
      { flags: "--link ", paths: "a /project/" },
      { flags: "--link ", paths: "src /project/src" },
    ]);
  });
});

/** BuildKit ends a here-document at a line that is its mark once line ends are off: \r too. */
const ends = (line: string, mark: string) =>
  line.replace(/[\r\n]+$/, "") === mark;

describe("script", () => {
  test.each([
    ["echo a", "EOF"],
    ["cat <<EOF\nEOF", "EOF1"],
    ["EOF\nEOF1", "EOF2"],
    [" EOF", "EOF"],
    ["EOF\r", "EOF1"],
    ["a\r\nEOF\r\nb", "EOF1"],
  ])("of %j ends with %s", (text, end) => {
    expect(script([text]).end).toBe(end);
  });

  test("ends nowhere before its end", () => {
    const piece = fc.constantFrom(
      "EOF",
      "EOF1",
      "\n",
      "\r",
      "\r\n",
      " ",
      "RUN x",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { lines, end } = script([pieces.join("")]);
        expect(lines.join("\n")).toBe(pieces.join(""));
        expect(lines.filter((line) => ends(line, end))).toEqual([]);
      }),
    );
  });
});
