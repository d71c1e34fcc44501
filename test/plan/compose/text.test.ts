import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  composeText,
  referencedVariables,
} from "../../../src/plan/compose/text.ts";

/**
 * What Compose makes of a text: `$$` is a dollar, `${NAME…}` and `$NAME` are variables.
 * https://github.com/compose-spec/compose-go/blob/main/template/template.go
 */
const read = (text: string) =>
  text.replace(
    /\$(?:(\$)|\{([^${}]*)\}|([_a-zA-Z]\w*)|)/g,
    (_, escaped, braced, named) => {
      if (escaped) return "$";
      if (braced !== undefined) return `<${braced as string}>`;
      if (named !== undefined) return `<${named as string}>`;
      return "INVALID";
    },
  );

describe("composeText", () => {
  test.each([
    ["", ""],
    ["plain", "plain"],
    ["${NAME}", "${NAME}"],
    ["${NAME:-x}", "${NAME:-x}"],
    ["${NAME-x}", "${NAME-x}"],
    ["${NAME:?gone}", "${NAME:?gone}"],
    ["${NAME:+x}", "${NAME:+x}"],
    ["${A}${B}", "${A}${B}"],
    ["a${A}b$c", "a${A}b$$c"],
    ["$NAME", "$$NAME"],
    ["$5", "$$5"],
    ["cost: 5$", "cost: 5$$"],
    ["$", "$$"],
    ["$$", "$$$$"],
    ["$${NAME}", "$${NAME}"],
    ["$$${NAME}", "$$$${NAME}"],
    ["${", "$${"],
    ["${}", "$${}"],
    ["${1}", "$${1}"],
    ["${A B}", "$${A B}"],
    ["${A:-$B}", "$${A:-$$B}"],
    ["${A:-${B}}", "${A:-${B}}"],
    ["${A:-${B:-c}}", "${A:-${B:-c}}"],
    ["${A:-a\nb}", "$${A:-a\nb}"],
    ["$(date)", "$$(date)"],
    ["^a$", "^a$$"],
  ])("writes %j as %j", (text, expected) => {
    expect(composeText(text)).toBe(expected);
  });

  test("is read back as it was, where it names no variable", () => {
    const parts = fc.constantFrom("$", "{", "}", "a", "1", " ", ":-", "é");
    fc.assert(
      fc.property(fc.array(parts), (pieces) => {
        const text = pieces.join("");
        fc.pre(!/\$\{[A-Za-z_]/.test(text));
        expect(read(composeText(text))).toBe(text);
      }),
    );
  });

  test("keeps each variable one, and each other dollar a dollar", () => {
    const text = "a$b ${ONE} $${TWO} ${THREE:-x$} $";
    expect(read(composeText(text))).toBe("a$b <ONE> ${TWO} ${THREE:-x$} $");
  });
});

describe("referencedVariables", () => {
  test.each<[string, unknown[]]>([
    [
      "a ${A} b ${B}",
      [
        { name: "A", value: null },
        { name: "B", value: null },
      ],
    ],
    ["${A:-x y}", [{ name: "A", value: "x y" }]],
    ["${A-}", [{ name: "A", value: "" }]],
    ["${A:?gone}", [{ name: "A", value: null }]],
    ["${A:+x}", [{ name: "A", value: null }]],
    [
      "${A:-${B:-c}}",
      [
        { name: "A", value: "${B:-c}" },
        { name: "B", value: "c" },
      ],
    ],
    [
      "${A:?${B}}",
      [
        { name: "A", value: null },
        { name: "B", value: null },
      ],
    ],
    ["$${A} $B ${1} ${", []],
    ["${A:-x\nEVIL=1}", []],
  ])("of %j are %j", (text, expected) => {
    expect(referencedVariables(text)).toEqual(expected);
  });
});
