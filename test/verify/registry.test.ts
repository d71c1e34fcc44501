import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GUARANTEES, type Guarantee } from "../../src/verify/guarantee.ts";
import { ALL } from "../../src/verify/guarantees/index.ts";

const FOLDER = join(import.meta.dirname, "../../src/verify/guarantees");
const PROBES = "files build image stack watch stop".split(" ");

describe("the guarantees", () => {
  test("are G1 to G10 in the order of their numbers", () => {
    const ids = ALL.map(({ id }) => id);
    expect(ids).toEqual(GUARANTEES);
    expect(ids).toEqual(ids.map((_, index) => `G${index + 1}`));
  });

  const files = readdirSync(FOLDER).filter((name) => name !== "index.ts");

  test("are as many as their files", () => {
    expect(files).toHaveLength(ALL.length);
  });

  test.each(files)("have the one of %s among them, once", async (name) => {
    const module = (await import(join(FOLDER, name))) as Record<
      string,
      unknown
    >;
    const guarantee = module[name.replace(/\.ts$/, "")];
    expect(guarantee).toBeDefined();
    expect(ALL.filter((each) => each === guarantee)).toHaveLength(1);
  });
});

describe.each(ALL.map((each) => [each.id, each] as const))("%s", (_, it) => {
  test("says what it is", () => {
    expect(it.title.trim()).not.toBe("");
    expect(it.proves).toMatch(/^[A-Z].*\.$/s);
  });

  test("looks at something", () => {
    const probes = PROBES.filter((name) => it[name as keyof Guarantee]);
    expect(probes).not.toEqual([]);
    for (const name of probes)
      expect(it[name as keyof Guarantee]).toBeTypeOf("function");
    expect(it.modes ?? ["both"]).not.toEqual([]);
  });
});
