import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorship, seal } from "../../src/diff/digest.ts";
import { hasMarkers, markerLines, merge } from "../../src/diff/merge.ts";

/** A generated file of these lines. */
const made = (lines: readonly string[]) =>
  seal(["# dockwright-digest: 0000000000000000", ...lines, ""].join("\n"));

const bodyOf = (text: string) => text.split("\n").slice(1);

const line = fc.string({ maxLength: 3 }).filter((text) => !/[\r\n]/.test(text));
const anyLines = fc.array(line, { maxLength: 20 });

/** An edit: at some places lines go, and lines of a person's own come. */
const anyEdit = fc
  .tuple(
    anyLines,
    fc.array(
      fc.record({
        at: fc.nat(20),
        remove: fc.nat(2),
        add: fc.array(line, { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([base, edits]) => {
    const mine = [...base];
    let own = 0;
    for (const { at, remove, add } of edits)
      mine.splice(at, remove, ...add.map((text) => `mine ${own++} ${text}`));
    return { base, mine };
  });

const edited = (base: readonly string[], mine: readonly string[]) =>
  [made(base).split("\n")[0], ...mine, ""].join("\n");

describe("a merge", () => {
  test("without an edit is the new text", () =>
    fc.assert(
      fc.asyncProperty(anyLines, anyLines, async (base, theirs) => {
        const { text, hasConflicts } = await merge(
          made(base),
          made(base),
          made(theirs),
        );
        expect({ text, hasConflicts }).toEqual({
          text: made(theirs),
          hasConflicts: false,
        });
        expect(authorship(text)).toBe("ours");
      }),
    ));

  test("without a change of the spec is the edit", () =>
    fc.assert(
      fc.asyncProperty(anyEdit, async ({ base, mine }) => {
        const text = edited(base, mine);
        expect(await merge(made(base), text, made(base))).toEqual({
          text,
          hasConflicts: false,
        });
      }),
    ));

  test("never loses a line that a person added", () =>
    fc.assert(
      fc.asyncProperty(anyEdit, anyLines, async ({ base, mine }, theirs) => {
        const { text } = await merge(
          made(base),
          edited(base, mine),
          made(theirs),
        );
        const lines = text.split("\n");
        for (const each of mine.filter((own) => own.startsWith("mine ")))
          expect(lines).toContain(each);
      }),
    ));

  test("of changes in different places is clean, and has both", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 30 }),
        fc.nat(),
        fc.nat(),
        async (length, one, other) => {
          const base = Array.from({ length }, (_, index) => `line ${index}`);
          const [mineAt, theirsAt] = [one % length, other % length];
          fc.pre(Math.abs(mineAt - theirsAt) > 1);
          const mine = base.with(mineAt, "mine");
          const theirs = base.with(theirsAt, "theirs");
          const { text, hasConflicts } = await merge(
            made(base),
            edited(base, mine),
            made(theirs),
          );
          expect(hasConflicts).toBe(false);
          expect(bodyOf(text)).toEqual([
            ...base.with(mineAt, "mine").with(theirsAt, "theirs"),
            "",
          ]);
        },
      ),
    ));

  test("of changes in one place has both, between markers", async () => {
    const base = made(["a", "b", "c"]);
    const mine = edited(["a", "b", "c"], ["a", "mine", "c"]);
    const { text, hasConflicts } = await merge(
      base,
      mine,
      made(["a", "theirs", "c"]),
    );
    expect(hasConflicts).toBe(true);
    expect(bodyOf(text)).toEqual([
      "a",
      "<<<<<<< edited by hand",
      "mine",
      "=======",
      "theirs",
      ">>>>>>> made by dockwright",
      "c",
      "",
    ]);
    expect(hasMarkers("compose.yaml", text)).toBe(true);
    expect(markerLines("compose.yaml", text)).toEqual([3, 5, 7]);
  });

  test("of the same change on both sides is clean", async () => {
    const base = made(["a"]);
    const both = await merge(base, edited(["a"], ["b"]), made(["b"]));
    expect(both).toEqual({ text: made(["b"]), hasConflicts: false });
  });

  test("keeps Windows' line ends", async () => {
    const mine = edited(["a", "b", "c"], ["a", "b", "c", "mine"]);
    const { text } = await merge(
      made(["a", "b", "c"]),
      mine.replaceAll("\n", "\r\n"),
      made(["new", "b", "c"]),
    );
    expect(text.split("\r\n").slice(1)).toEqual(["new", "b", "c", "mine", ""]);
  });
});

test.each<[string, boolean]>([
  ["<<<<<<< edited by hand\n", true],
  ["a\n>>>>>>> made by dockwright\n", true],
  ["a\n<<<<<<< HEAD\r\nb\r\n", true],
  ["a\n||||||| base\n", true],
  ["a\n=======\nb\n", true],
  ["a\n=======\r\nb\r\n", true],
  ["a\n========\n# =======\n", false],
  [" <<<<<<< x\n", false],
  ["cat <<EOF\n", false],
])("whether %j has markers: %s", (text, expected) => {
  expect(hasMarkers("compose.yaml", text)).toBe(expected);
});

test("a heading in Markdown is no marker, unless others are there", () => {
  const heading = "Heading\n=======\n";
  expect(hasMarkers("DOCKER.md", heading)).toBe(false);
  const text = `${heading}>>>>>>> x\n`;
  expect(markerLines("DOCKER.md", text)).toEqual([2, 3]);
});
