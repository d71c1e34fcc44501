import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { junitOf } from "../../src/cli/junit.ts";
import { finding, type Finding } from "../../src/verify/guarantee.ts";
import { resultOf, verdictOf } from "../support/verdicts.ts";

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

const READ = `
import json, sys
import xml.etree.ElementTree as tree
def told(e): return {"tag": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [told(c) for c in e]}
print(json.dumps(told(tree.fromstring(sys.stdin.buffer.read()))))
`;

/** The report as somebody else's parser reads it. */
const parsed = (text: string): Element =>
  JSON.parse(
    execFileSync("python3", ["-c", READ], { input: text }).toString(),
  ) as Element;

const found = (parts: Partial<Finding> = {}): Finding =>
  finding({
    subject: "web in production",
    message: "it does not stop",
    evidence: { command: "docker stop web", output: "killed" },
    cause: { file: "Dockerfile", line: 7, text: "CMD serve" },
    advice: "write exec",
    ...parts,
  });

const casesOf = (element: Element) =>
  element.children.map(({ attributes, children }) => [
    attributes.name,
    ...children.map(({ tag }) => tag),
  ]);

describe("the report in JUnit's XML", () => {
  test("has a suite a guarantee, and a case each thing that was looked at", () => {
    const unproven = { kind: "unproven", subject: "db", reason: "no" } as const;
    const root = parsed(
      junitOf(
        resultOf([
          verdictOf("G1", { state: "held", checked: ["web", "api"] }),
          verdictOf("G5", {
            state: "broken",
            checked: ["web in production", "api"],
            findings: [
              found(),
              found({ message: "twice" }),
              found({ subject: "x" }),
            ],
            unproven: [unproven],
          }),
          verdictOf("G6", { state: "unproven", unproven: [unproven] }),
          verdictOf("G9", { state: "nothing" }),
        ]),
      ),
    );
    expect(root).toMatchObject({
      tag: "testsuites",
      attributes: { name: "dockwright verify shop", time: "12.340" },
    });
    expect(root.children.map(({ attributes }) => attributes)).toEqual(
      [
        {
          name: "G1 title of G1",
          tests: "2",
          failures: "0",
          errors: "0",
          time: "1.500",
        },
        {
          name: "G5 title of G5",
          tests: "4",
          failures: "2",
          errors: "1",
          time: "1.500",
        },
        {
          name: "G6 title of G6",
          tests: "1",
          failures: "0",
          errors: "1",
          time: "1.500",
        },
        {
          name: "G9 title of G9",
          tests: "1",
          failures: "0",
          errors: "0",
          skipped: "1",
          time: "1.500",
        },
      ].map((each) => ({ skipped: "0", ...each })),
    );
    expect(root.children.map(casesOf)).toEqual([
      [["web"], ["api"]],
      [
        ["web in production", "failure", "failure"],
        ["api"],
        ["x", "failure"],
        ["db, not looked at", "error"],
      ],
      [["db, not looked at", "error"]],
      [["title of G9", "skipped"]],
    ]);
    expect(root.children[1]!.children[0]!.children[0]).toMatchObject({
      attributes: { message: "it does not stop" },
      text: "Dockerfile:7: CMD serve\n$ docker stop web\nkilled\nwrite exec",
    });
  });

  test.each([
    ["markup", `</failure>]]> <a b="c" d='e'> & &amp; <!-- -->`, null],
    ["line ends and tabs", "a\n\tb\n", null],
    ["line ends of another kind", "a\r\nb\rc", null],
    ["colours", "\u001b[31mred\u001b[0m", "\ufffd[31mred\ufffd[0m"],
    [
      "what XML has no word for",
      "\0\u0008\u000b\ufffe\uffff",
      "\ufffd".repeat(5),
    ],
    ["half a character", "a\ud83d b\ude00", "a\ufffd b\ufffd"],
    ["characters of every size", "é→漢😀\u0085\u2028", null],
  ])("arrives whole: %s", (_, text, other) => {
    const hostile = found({
      subject: text,
      message: text,
      evidence: { command: text, output: text },
      cause: { file: text, line: 1, text },
      advice: text,
    });
    const unproven = { kind: "unproven", subject: text, reason: text } as const;
    const verdict = verdictOf("G1", {
      state: "broken",
      title: text,
      checked: [text],
      findings: [hostile],
      unproven: [unproven],
    });
    const root = parsed(junitOf({ ...resultOf([verdict]), project: text }));
    const read = other ?? text;
    expect(root.attributes.name).toBe(`dockwright verify ${read}`);
    const [suite] = root.children;
    expect(suite!.attributes.name).toBe(`G1 ${read}`);
    const [first, second] = suite!.children;
    expect(first!.attributes.name).toBe(read);
    expect(first!.children[0]!.attributes.message).toBe(read);
    expect(first!.children[0]!.text).toBe(
      `${read}:1: ${read}\n$ ${read}\n${read}\n${read}`,
    );
    expect(second!.children[0]!.text).toBe(read);
  });
});
