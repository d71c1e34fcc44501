import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../src/generate.ts";
import { run, start } from "../support/cli.ts";
import { folderWith, put, treeOf } from "../support/folder.ts";
import type { Files } from "../support/specs.ts";

const IMAGES = 12;

/** A spec of many files, which differ with the project's name. */
const specOf = (name: string) => ({
  "dockwright.yaml": [
    `name: ${name}`,
    "images:",
    ...Array.from(
      { length: IMAGES },
      (_, n) =>
        `  i${n}: { runtime: { python: "3.13" }, labels: { of: ${name} } }`,
    ),
    "services:",
    ...Array.from(
      { length: IMAGES },
      (_, n) => `  s${n}: { image: i${n}, command: [python, main.py] }`,
    ),
    "  db: { backing: postgres }",
    "",
  ].join("\n"),
});
const SOURCES = { "requirements.txt": "", "main.py": "" };

/** What a spec is written as, without the password, which is another one each time. */
async function writtenBy(spec: Files): Promise<Files> {
  const folder = folderWith({ ...SOURCES, ...spec });
  await generate({ root: folder, write: true });
  return generated(folder);
}

const isTemporary = (path: string) => path.includes(".dockwright-");

const generated = (folder: string): Files => {
  const tree = treeOf(folder);
  const made = Object.keys(tree).filter(
    (path) => !(path in SOURCES) && !/dockwright|\/$|db-password/.test(path),
  );
  return Object.fromEntries(made.map((path) => [path, tree[path]!]));
};

/** A folder for a test's own locks and bytecode. */
function settings(folder: string) {
  const own = `${folder}-own`;
  mkdirSync(own);
  return { TMPDIR: own, XDG_CACHE_HOME: own };
}

describe("runs that race", () => {
  test("all end well, and make one password", async () => {
    const folder = folderWith({ ...SOURCES, ...specOf("one") });
    const env = settings(folder);
    const runs = Array.from({ length: 6 }, () => start(folder, [], env).done);
    for (const { status, err } of await Promise.all(runs)) {
      expect(err).toBe("");
      expect(status).toBe(0);
    }
    expect(generated(folder)).toEqual(await writtenBy(specOf("one")));
    expect(treeOf(folder)["secrets/db-password.txt"]).toMatch(/^[\w-]{32}\n$/);
    expect(Object.keys(treeOf(folder)).filter(isTemporary)).toEqual([]);
    expect(
      readdirSync(env.TMPDIR).filter((name) => name.endsWith(".lock")),
    ).toEqual([]);
  });

  test("over two specs leave the whole of one", async () => {
    const both = [
      await writtenBy(specOf("one")),
      await writtenBy(specOf("two")),
    ];
    const folder = folderWith({ ...SOURCES, ...specOf("one") });
    const env = settings(folder);
    const first = Array.from({ length: 3 }, () => start(folder, [], env).done);
    put(folder, specOf("two"));
    const second = Array.from({ length: 3 }, () => start(folder, [], env).done);
    const ended = await Promise.all([...first, ...second]);
    expect(ended.map(({ status }) => status)).toEqual(Array(6).fill(0));
    expect(both).toContainEqual(generated(folder));
  });
});

describe("a run that is killed", () => {
  const KILLS = 20;

  test("leaves every file old or new, never half, and the next one cleans up", async () => {
    const [one, two] = [
      await writtenBy(specOf("one")),
      await writtenBy(specOf("two")),
    ];
    const folder = folderWith({ ...SOURCES, ...specOf("one") });
    const env = settings(folder);
    expect(run(folder, [], env).status).toBe(0);
    put(folder, specOf("two"));
    const before = performance.now();
    expect(run(folder, [], env).status).toBe(0);
    const took = performance.now() - before;
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      put(folder, specOf(kill % 2 === 0 ? "one" : "two"));
      const { child, done } = start(folder, [], env);
      // Most of a run is its start; what it writes comes in the last part.
      const timer = setTimeout(
        () => child.kill("SIGKILL"),
        took * (0.5 + (0.6 * kill) / KILLS),
      );
      const { status } = await done;
      clearTimeout(timer);
      if (status === null) killed++;
      for (const [path, text] of Object.entries(generated(folder))) {
        expect([one[path], two[path]], path).toContain(text);
      }
    }
    expect(killed).toBeGreaterThan(0);
    put(folder, specOf("one"));
    expect(run(folder, [], env)).toMatchObject({ status: 0, err: "" });
    put(folder, specOf("two"));
    expect(run(folder, [], env)).toMatchObject({ status: 0, err: "" });
    expect(generated(folder)).toEqual(two);
    expect(readdirSync(join(folder)).filter(isTemporary)).toEqual([]);
    expect(Object.keys(treeOf(folder)).filter(isTemporary)).toEqual([]);
  });
});
