import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BACKING } from "../src/backing/index.ts";
import { BASES, keepBases } from "../src/diff/bases.ts";
import { authorship, seal } from "../src/diff/digest.ts";
import { readGenerated } from "../src/io/read-generated.ts";
import { detectorOf } from "../src/runtimes/detectors.ts";
import { RUNTIMES } from "../src/runtimes/index.ts";
import { PACKAGE_MANAGERS } from "../src/spec/schema/image.ts";
import { BACKING_SERVICES } from "../src/spec/schema/service.ts";
import {
  compiledExample,
  exampleFile,
  exampleNames,
  EXAMPLES,
} from "./support/examples.ts";

const CASES = await Promise.all(
  exampleNames().map(async (name) => ({
    name,
    ...(await compiledExample(name)),
  })),
);

describe.each(CASES)("examples/$name", ({ name, files, warnings }) => {
  test("needs no warning", () => {
    expect(warnings).toEqual([]);
  });

  test.each(files)(
    "has the $path that its spec says",
    async ({ path, text }) => {
      await expect(seal(text)).toMatchFileSnapshot(join(EXAMPLES, name, path));
    },
  );

  test("has no file that its spec no longer says", () => {
    const planned = files.map(({ path }) => path);
    const onDisk = readGenerated(join(EXAMPLES, name), planned, () => true);
    expect(Object.keys(onDisk).toSorted()).toEqual(planned.toSorted());
  });

  test("keeps the texts that a merge needs", async () => {
    const root = join(EXAMPLES, name);
    const texts = readGenerated(
      root,
      files.map(({ path }) => path),
      () => true,
    );
    const stored = exampleFile(name, BASES);
    expect(await keepBases(stored, texts, {})).toBe(stored);
    expect(stored.match(/^[0-9a-f]{16} /gm)).toHaveLength(files.length);
  });

  test.each(files)("has a $path that nobody edited", ({ path }) => {
    expect(authorship(exampleFile(name, path))).toBe("ours");
  });
});

/** The names in a folder of the repository, without the files that are no entry of a registry. */
const entries = (folder: string, but: readonly string[] = []) =>
  readdirSync(join(import.meta.dirname, "..", folder), { withFileTypes: true })
    .filter(({ name }) => !but.includes(name))
    .map((entry) => ({
      name: entry.name.replace(/\.ts$/, ""),
      isFolder: entry.isDirectory(),
    }));

const folders = (folder: string, but: readonly string[] = []) =>
  entries(folder, but)
    .filter(({ isFolder }) => isFolder)
    .map(({ name }) => name)
    .toSorted();

describe("the registries", () => {
  test("know each language that has a folder, a key in the spec and templates", () => {
    const languages = Object.keys(RUNTIMES).toSorted();
    expect(folders("src/runtimes")).toEqual(languages);
    expect(Object.keys(PACKAGE_MANAGERS).toSorted()).toEqual(languages);
    expect(folders("templates/dockerfile", ["shared"])).toEqual(languages);
    for (const [name, runtime] of Object.entries(RUNTIMES))
      expect([runtime.name, typeof detectorOf(runtime).detect]).toEqual([
        ...[name, "function"],
      ]);
    expect(() => detectorOf({ name: "cobol" })).toThrow("nothing detects");
  });

  test("know each backing service that has a file and a word in the spec", () => {
    const known = Object.keys(BACKING).toSorted();
    const files = entries("src/backing", ["index.ts", "backing.ts"]);
    expect(files.map(({ name }) => name).toSorted()).toEqual(known);
    expect([...BACKING_SERVICES].toSorted()).toEqual(known);
    for (const [name, backing] of Object.entries(BACKING))
      expect(backing.name).toBe(name);
  });
});
