import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findBase, keepBases } from "../../src/diff/bases.ts";
import { digestIn, seal } from "../../src/diff/digest.ts";

const file = (body: string) =>
  seal(`# dockwright-digest: 0000000000000000\n${body}\n`);

const ONE = file("one");
const TWO = file("two");
const EDITED = `${ONE}mine\n`;
const kept = (onDisk: Record<string, string>, stored: string | null = null) =>
  keepBases(stored, onDisk, {});

describe("the base of an edited file", () => {
  test("is what was written last, whatever was written", () =>
    fc.assert(
      fc.asyncProperty(fc.string(), async (body) => {
        const text = file(body);
        const stored = await kept({ "docker/a b.Dockerfile": text });
        expect(
          await findBase(stored, "docker/a b.Dockerfile", `${text}x`, TWO),
        ).toBe(text);
      }),
    ));

  test("is the new text where the spec has not changed, with nothing kept", async () => {
    expect(await findBase(null, "a", EDITED, ONE)).toBe(ONE);
  });

  test("stays while the file has the edit, and new texts go by", async () => {
    const first = await kept({ a: ONE, b: ONE });
    const second = await keepBases(first, { a: EDITED, b: TWO }, { a: TWO });
    const third = await keepBases(second, { a: EDITED, b: ONE }, { a: TWO });
    expect(await findBase(third, "a", EDITED, TWO)).toBe(ONE);
  });

  test("is found among the lines of two branches", async () => {
    const mine = await kept({ a: ONE });
    const theirs = await kept({ a: TWO });
    const both = `${mine}${theirs}`;
    expect(await findBase(both, "a", EDITED, file("3"))).toBe(ONE);
    expect(await findBase(both, "a", `${TWO}mine\n`, file("3"))).toBe(TWO);
    expect(await kept({ a: TWO }, both)).toBe(theirs);
  });

  test.each<[string, (stored: string) => string | null | Promise<string>]>([
    ["nothing is kept", () => null],
    ["another file's is", (stored) => stored.replace(" a ", " b ")],
    ["it is damaged", (stored) => stored.replace(/.{8}\n$/, "AAAAAAAA\n")],
    [
      "another text stands behind its digest",
      async () =>
        (await kept({ a: TWO })).replace(digestIn(TWO)!, digestIn(ONE)!),
    ],
    ["it is cut off", (stored) => stored.slice(0, -10)],
  ])("is not known where %s", async (_, change) => {
    const stored = await change(await kept({ a: ONE }));
    expect(await findBase(stored, "a", EDITED, TWO)).toBeNull();
  });
});

describe("what is kept", () => {
  test("is left as it is while it serves, with Windows' line ends too", async () => {
    const stored = (await kept({ a: ONE, b: TWO })).replaceAll("\n", "\r\n");
    expect(await kept({ a: EDITED, b: TWO }, stored)).toBe(stored);
  });

  test("has nothing of files that are gone, or somebody else's", async () => {
    const stored = await kept({ a: ONE, b: TWO });
    const next = await kept({ a: ONE, c: "FROM scratch\n" }, stored);
    expect(next).toBe(await kept({ a: ONE }));
    expect(next.split("\n")).toHaveLength(3);
  });
});
