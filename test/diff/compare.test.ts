import { describe, expect, test } from "vitest";
import {
  compare,
  isKept,
  isSafe,
  type ChangeKind,
} from "../../src/diff/compare.ts";
import { seal } from "../../src/diff/digest.ts";

const file = (body: string) =>
  seal(`# dockwright-digest: 0000000000000000\n${body}\n`);

const OURS = file("one");
const NEW = file("two");

test("a person's own file of a name that yields to it is left alone; ours is not", () => {
  const planned = [{ path: "a", text: NEW, yields: true }];
  expect(compare(planned, { a: "mine\n" })).toEqual([]);
  expect(compare(planned, { a: OURS })).toMatchObject([{ kind: "updated" }]);
  expect(compare(planned, { a: `${OURS}mine\n` })).toMatchObject([
    { kind: "edited" },
  ]);
  expect(compare(planned, {})).toMatchObject([{ kind: "created" }]);
});

describe("what is to be done about a file", () => {
  test.each<[string, string | undefined, ChangeKind]>([
    ["none is there", undefined, "created"],
    ["it is as it is to be", NEW, "unchanged"],
    [
      "it is so, with Windows' line ends",
      NEW.replaceAll("\n", "\r\n"),
      "unchanged",
    ],
    ["it is ours, of another spec", OURS, "updated"],
    [
      "it is ours, with Windows' line ends",
      OURS.replaceAll("\n", "\r\n"),
      "updated",
    ],
    ["it is ours, with an edit", OURS.replace("one", "mine"), "edited"],
    ["it is ours, with a line more", `${OURS}mine\n`, "edited"],
    ["it is ours, without its last line end", OURS.trimEnd(), "edited"],
    [
      "it is ours, with another digest",
      OURS.replace(/[0-9a-f]{16}/, "0123456789abcdef"),
      "edited",
    ],
    [
      "it was never sealed",
      file("one").replace(/[0-9a-f]{16}/, "0".repeat(16)),
      "edited",
    ],
    ["somebody else wrote it", "FROM scratch\n", "foreign"],
    ["it is empty", "", "foreign"],
  ])("as %s", (_, before, kind) => {
    const onDisk: Record<string, string> =
      before === undefined ? {} : { a: before };
    expect(compare([{ path: "a", text: NEW }], onDisk)).toEqual([
      { path: "a", kind, before: before ?? null, after: NEW },
    ]);
  });

  test.each<[string, string, string[]]>([
    ["ours, and no longer planned", OURS, ["obsolete"]],
    ["edited, and no longer planned", `${OURS}mine`, ["edited"]],
    ["somebody else's", "FROM scratch\n", []],
  ])("as it is %s", (_, before, kinds) => {
    const changes = compare([], { old: before });
    expect(changes.map(({ kind }) => kind)).toEqual(kinds);
    expect(changes.every(({ after }) => after === null)).toBe(true);
  });

  test.each<[ChangeKind, boolean, boolean]>([
    ["created", true, false],
    ["updated", true, false],
    ["obsolete", true, false],
    ["unchanged", false, false],
    ["edited", false, true],
    ["foreign", false, true],
  ])("loses nothing, or is kept: %s", (kind, safe, kept) => {
    const change = { path: "a", kind, before: null, after: null };
    expect(isSafe(change)).toBe(safe);
    expect(isKept(change)).toBe(kept);
  });
});
