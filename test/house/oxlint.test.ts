import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const house = mkdtempSync(join(tmpdir(), "dockwright-house-"));
cpSync(join(ROOT, ".oxlintrc.json"), join(house, ".oxlintrc.json"));
cpSync(join(ROOT, "scripts/house.mjs"), join(house, "scripts/house.mjs"));
afterAll(() => rmSync(house, { recursive: true }));

/** What our rules say about a house of these files, as `file: rule`. */
function lint(files: Record<string, string>): string[] {
  rmSync(join(house, "src"), { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(house, dirname(file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format", "unix", "src"],
    { cwd: house, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return [...stdout.matchAll(/^([^:]+):.*\[Error\/(.+)\]$/gm)].map(
    ([, file, rule]) => `${file}: ${rule}`,
  );
}

const lines = (count: number) => "\n  f();".repeat(count);

test.each<[why: string, file: string, text: string, rule: string]>([
  [
    "a room imports one that it may not",
    "src/render/a.ts",
    'import { b } from "../cli/b.ts";\nb();',
    "house(rooms)",
  ],
  [
    "a room re-exports one that it may not",
    "src/spec/a.ts",
    'export { b } from "../plan/b.ts";',
    "house(rooms)",
  ],
  [
    "a room loads later one that it may not",
    "src/plan/a.ts",
    'await import("../render/b.ts");',
    "house(rooms)",
  ],
  [
    "a value crosses where types alone may",
    "src/render/a.ts",
    'import { b } from "../plan/b.ts";\nb();',
    "house(rooms)",
  ],
  [
    "a pure room reads the disk",
    "src/plan/a.ts",
    'import { existsSync } from "node:fs";\nexistsSync("a");',
    "house(rooms)",
  ],
  [
    "a package in a room that has no use for it",
    "src/plan/a.ts",
    'import { parse } from "yaml";\nparse("a");',
    "house(rooms)",
  ],
  [
    "a room that the table does not know",
    "src/utils/a.ts",
    'import { b } from "../spec/b.ts";\nb();',
    "house(rooms)",
  ],
  [
    "a pure room looks at the clock",
    "src/plan/a.ts",
    "export const now = Date.now();",
    "eslint(no-restricted-globals)",
  ],
  [
    "a pure room reads the environment",
    "src/plan/a.ts",
    "export const { HOME } = process.env;",
    "eslint(no-restricted-globals)",
  ],
  [
    "a room but cli prints",
    "src/io/a.ts",
    'console.log("a");',
    "eslint(no-console)",
  ],
  [
    "a room but cli writes to the terminal",
    "src/io/a.ts",
    'process.stdout.write("a");',
    "eslint(no-restricted-properties)",
  ],
  [
    "a room but cli sets the exit status",
    "src/io/a.ts",
    "process.exitCode = 1;",
    "eslint(no-restricted-properties)",
  ],
  [
    "a file of more than 250 lines",
    "src/cli/a.ts",
    "f();\n".repeat(251),
    "eslint(max-lines)",
  ],
  [
    "a function of more than 60 lines",
    "src/cli/a.ts",
    `export function g() {${lines(60)}\n}`,
    "eslint(max-lines-per-function)",
  ],
])("%s", (_, file, text, rule) => {
  expect(lint({ [file]: text })).toEqual([`${file}: ${rule}`]);
});

test("files that import each other", () => {
  const files = {
    "src/cli/a.ts":
      'import { b } from "./b.ts";\nexport const a = () => b();\n',
    "src/cli/b.ts":
      'import { a } from "./a.ts";\nexport const b = () => a();\n',
  };
  expect(lint(files).sort()).toEqual([
    "src/cli/a.ts: import(no-cycle)",
    "src/cli/b.ts: import(no-cycle)",
  ]);
});

test("files that import each other's types", () => {
  const files = {
    "src/cli/a.ts":
      'import type { B } from "./b.ts";\nexport type A = B | 1;\n',
    "src/cli/b.ts":
      'import type { A } from "./a.ts";\nexport type B = A | 2;\n',
  };
  expect(lint(files).sort()).toEqual([
    "src/cli/a.ts: import(no-cycle)",
    "src/cli/b.ts: import(no-cycle)",
  ]);
});

test("what is in order is let pass", () => {
  const files = {
    "src/spec/a.ts":
      'import { parse } from "yaml";\nexport const a = parse("");\n',
    "src/render/b.ts":
      'import type { C } from "../plan/c.ts";\nexport const b = (c: C) => c;\n',
    "src/plan/c.ts": "export type C = string;\n",
    "src/cli/d.ts": 'process.stdout.write("d");\nprocess.exitCode = 1;\n',
  };
  expect(lint(files)).toEqual([]);
});
