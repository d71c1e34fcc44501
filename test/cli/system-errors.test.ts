import { chmodSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";

/** To root, nothing is forbidden. */
const isRoot = process.getuid?.() === 0;

function looped(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  symlinkSync(path, join(folder, path));
}

describe("what the system answers is told as it is", () => {
  test.each(["requirements.txt", "dockwright.yaml"])(
    "of a link to itself: %s",
    (path) => {
      const folder = folderWith(SMALL);
      looped(folder, path);
      const { status, out, err } = run(folder, ["--check"]);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(err).toContain(`${path}: a link that leads to itself (ELOOP)`);
      expect(err).toContain("replace it by a file");
      const json = run(folder, ["--check", "--json"]);
      expect(json).toMatchObject({ status: 2, err: "" });
      expect(JSON.parse(json.out)).toMatchObject({ error: "SystemError" });
    },
  );

  test.skipIf(isRoot)("of a file that may not be read", () => {
    const folder = folderWith(SMALL);
    chmodSync(join(folder, "dockwright.yaml"), 0);
    const { status, err } = run(folder);
    expect(status).toBe(2);
    expect(err).toContain("dockwright.yaml: permission denied");
  });
});

test("detection passes over what cannot be read", () => {
  const { "dockwright.yaml": _, ...rest } = SMALL;
  const folder = folderWith({ ...rest, "app/main.py": "import flask\n" });
  looped(folder, ".env");
  looped(folder, "app/other.py");
  put(folder, { Procfile: "web: python app/main.py\n" });
  const { err } = run(folder, ["init", "--yes"]);
  expect(err).not.toContain("ELOOP");
  expect(err).not.toContain("defect");
});
