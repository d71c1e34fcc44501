import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorship, isSame, seal } from "../../src/diff/digest.ts";

const HEADER = "# dockwright-digest: 0000000000000000\n";

describe("the digest", () => {
  test("tells our text from any edit of it", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(
        text,
        text.filter((edit) => edit !== ""),
        (body, edit) => {
          const sealed = seal(HEADER + body);
          expect(authorship(sealed)).toBe("ours");
          expect(authorship(sealed + edit)).toBe(
            /^\n?$/.test(edit) || edit ? "edited" : "ours",
          );
        },
      ),
    );
  });

  test("does not look at line ends", () => {
    const sealed = seal(`${HEADER}a\nb\n`);
    expect(authorship(sealed.replaceAll("\n", "\r\n"))).toBe("ours");
    expect(isSame(sealed, sealed.replaceAll("\n", "\r\n"))).toBe(true);
    expect(isSame("a\nb", "a\rb")).toBe(false);
  });

  test("is the same for the same text", () => {
    expect(seal(`${HEADER}a`)).toBe(seal(`${HEADER}a`));
    expect(seal(`${HEADER}a`)).not.toBe(seal(`${HEADER}b`));
    expect(seal(seal(`${HEADER}a`))).toBe(seal(`${HEADER}a`));
  });

  test("stands in the header, whatever a person writes below it", () => {
    const body = "# dockwright-digest: ffffffffffffffff\n$1 $& $$\n";
    const sealed = seal(HEADER + body);
    expect(sealed.endsWith(body)).toBe(true);
    expect(authorship(sealed)).toBe("ours");
  });

  test.each([
    "",
    "FROM scratch",
    "dockwright-digest: 12",
    "dockwright-digest: GGGGGGGGGGGGGGGG",
  ])("is in none of these: %j", (text) => {
    expect(authorship(text)).toBe("foreign");
    expect(seal(text)).toBe(text);
  });
});
