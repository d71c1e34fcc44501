import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitWords, toWords } from "../../src/resolve/words.ts";

describe("splitWords", () => {
  test.each<[string, string[] | null]>([
    ["", []],
    ["  \t\n ", []],
    ["python -m thoth", ["python", "-m", "thoth"]],
    ["  a   b  ", ["a", "b"]],
    ["'a b' \"c d\"", ["a b", "c d"]],
    ["a'b'\"c\"d", ["abcd"]],
    ["''", [""]],
    ['"" a', ["", "a"]],
    ["a\\ b", ["a b"]],
    ["'a\\nb'", ["a\\nb"]],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ["$HOME `x` $(y)", ["$HOME", "`x`", "$(y)"]],
    ["a # b", ["a", "#", "b"]],
    ["é 🐳", ["é", "🐳"]],
    ["'a", null],
    ['a "b', null],
    ["a\\", null],
  ])("makes of %j: %j", (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test("undoes what quotes a list of words", () => {
    const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (words) => {
        expect(splitWords(words.map(quote).join(" "))).toEqual(words);
      }),
    );
  });

  test("does what a shell does", () => {
    const parts = ["'", '"', "\\", " ", "a", "b", "$$", "''"];
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 12 });
    fc.assert(
      fc.property(text, (pieces) => {
        const words = splitWords(pieces.join("").replaceAll("$", ""));
        if (words === null) return;
        const script = `set -f; printf '%s\\0' x ${pieces.join("").replaceAll("$", "")}`;
        const told = execFileSync("bash", ["-c", script], { encoding: "utf8" });
        expect(words).toEqual(told.split("\0").slice(1, -1));
      }),
      { numRuns: 150 },
    );
  });
});

describe("toWords", () => {
  test.each([
    [undefined, null],
    ["a b", ["a", "b"]],
    [["a b"], ["a b"]],
  ])("makes of %j: %j", (command, words) => {
    expect(toWords(command)).toEqual(words);
  });
});
