import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { asSystemError } from "../../src/cli/system-error.ts";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";

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

  // Root may read everything, so that what a person is told is looked at without the file.
  test("of a file that may not be read", () => {
    const path = join(process.cwd(), "dockwright.yaml");
    const about = { code: "EACCES", syscall: "open", path };
    const error = Object.assign(new Error("EACCES"), about);
    expect(asSystemError(error)).toMatchObject({
      message: "dockwright.yaml: permission denied (EACCES)",
      advice: "`ls -ld` shows who may read and write it",
    });
    expect(asSystemError(new Error("a defect"))).toBeNull();
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
