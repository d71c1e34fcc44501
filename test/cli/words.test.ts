import { expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, SMALL, treeOf } from "../support/folder.ts";

const { "dockwright.yaml": _, ...REST } = SMALL;

test("--force --dry-run tells what would be replaced", () => {
  const files = { ...SMALL, "compose.yaml": "mine: true\n" };
  const folder = folderWith(files);
  const { status, out, err } = run(folder, ["--force", "--dry-run"]);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(/compose\.yaml +would be replaced/);
  expect(out).not.toContain("kept");
  expect(treeOf(folder)).toEqual(files);
});

test.each([
  ["export default {\n  a: = 1,\n};\n", "dockwright.config.ts:2:"],
  ["\nthrow new Error('no');\n", "dockwright.config.ts:2:"],
])("a program that cannot be run is told with its line: %j", (text, place) => {
  const folder = folderWith({ ...REST, "dockwright.config.ts": text });
  const { status, err } = run(folder);
  expect(status).toBe(2);
  expect(err).toContain(place);
  expect(err).toContain("cannot be run: ");
});

test("what prettier says is told on one line", () => {
  const folder = folderWith({ ...SMALL, ".prettierrc.json": "{ a" });
  const { status, err } = run(folder);
  expect(status).toBe(2);
  expect(err).toContain(".prettierrc.json");
  expect(err).not.toContain("\\u000a");
});
