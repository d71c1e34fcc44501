import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../src/render/yaml.ts";
import { hostileData, hostileText } from "../support/arbitrary/hostile.ts";

const readers = [
  ["1.2", (text: string) => parse(text) as unknown],
  [
    "1.2 with merge keys",
    (text: string) => parse(text, { merge: true }) as unknown,
  ],
  [
    "1.1",
    (text: string) =>
      parse(text, { version: "1.1", maxAliasCount: -1 }) as unknown,
  ],
] as const;

describe.each(readers)("what is written is read back by YAML %s", (_, read) => {
  test("as a value", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(read(toYaml({ key: text, list: [text] }))).toEqual({
          key: text,
          list: [text],
        });
      }),
      { numRuns: 500 },
    );
  });

  test("as words of a command, on one line or on several", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), (words) => {
        const data = { services: { a: { command: words, test: words } } };
        expect(read(toYaml(data))).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  test("as any data, keys included", () => {
    fc.assert(
      fc.property(hostileData, (data) => {
        expect(read(`${toYaml(data)}\n`) ?? {}).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  test("as a key that is too long to stand on one line", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("x", "'", "é", "\n"),
        hostileData,
        (letter, value) => {
          const data = { [letter.repeat(1_100)]: value };
          expect(read(toYaml(data))).toEqual(data);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("parts that are the same object", () => {
  const build = { context: ".", args: { A: "1" } };

  test("are written once and read as equal", () => {
    const data = { services: { a: { build }, b: { build }, c: { build } } };
    const text = toYaml(data);
    expect(text.match(/context/g)).toHaveLength(1);
    expect(text).toContain("build: &a-build\n");
    expect(text.match(/build: \*a-build/g)).toHaveLength(2);
    expect(parse(text)).toEqual(data);
  });

  test("are told apart though their names are alike", () => {
    const parts = Array.from({ length: 4 }, (_, n) => ({ n }));
    const data = {
      services: {
        a: { x: { y: parts[0] }, "x-1": { y: parts[1] }, z: { y: parts[2] } },
        "a-y": { y: parts[3] },
        b: parts,
      },
    };
    expect(parse(toYaml(data))).toEqual(data);
  });

  test("may be lists, empty or not", () => {
    const empty: string[] = [];
    const words = ["a", "b"];
    const data = {
      services: {
        a: { command: words, test: empty },
        b: { command: words, test: empty },
      },
    };
    expect(parse(toYaml(data))).toEqual(data);
  });
});

describe("the layout", () => {
  test.each<[string, object, string]>([
    [
      "words that fit a line",
      { command: ["a", "b c", "-x"] },
      "command: [a, b c, -x]",
    ],
    [
      "words that do not",
      { command: ["a".repeat(40), "b".repeat(40)] },
      `command:\n  - ${"a".repeat(40)}\n  - ${"b".repeat(40)}`,
    ],
    ["ports, in quotes", { ports: ["22:22"] }, 'ports:\n  - "22:22"'],
    ["nothing", { a: null, b: {}, c: [] }, "a:\n\nb: {}\n\nc: []"],
    [
      "old words for yes and no",
      { x: { a: "yes", b: "off", c: "y" } },
      'x:\n  a: "yes"\n  b: "off"\n  c: "y"',
    ],
    [
      "a text with a quote",
      { x: { a: 'say "x": y', b: "it's: y", c: "'\": y" } },
      'x:\n  a: \'say "x": y\'\n  b: "it\'s: y"\n  c: "\'\\": y"',
    ],
    [
      "what Compose's own reader stumbles over",
      { command: [":a", "a? b", "c:d"], x: { a: "\uffff", b: ":a" } },
      'command: [":a", "a? b", c:d]\n\nx:\n  a: "\\uffff"\n  b: :a',
    ],
    [
      "services, an empty line apart",
      { services: { a: { x: 1 }, b: { x: 2 } } },
      "services:\n  a:\n    x: 1\n\n  b:\n    x: 2",
    ],
  ])("of %s", (_, data, expected) => {
    expect(toYaml(data)).toBe(expected);
  });

  test("is prettier's own", async () => {
    const data = {
      name: "shop",
      services: {
        web: {
          command: ["a", 'b "c"', "d: e", "#", ""],
          environment: { A: "", B: "1", C: 'x "y" #', D: "it's: so", E: null },
          ports: ["80:80"],
          list: [{ a: 1, b: [1, [2, 3]] }, [], {}],
        },
      },
    };
    const text = `${toYaml(data)}\n`;
    expect(await format(text, { parser: "yaml" })).toBe(text);
  });
});
