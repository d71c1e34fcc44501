import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSnapshot } from "../../src/io/read-snapshot.ts";

test("a virtual environment of any name is not listed", () => {
  const root = mkdtempSync(join(tmpdir(), "dockwright-venv-"));
  try {
    for (const folder of ["myvenv", "lib/site-packages"])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "main.py"), "");
    writeFileSync(join(root, "myvenv/pyvenv.cfg"), "");
    writeFileSync(join(root, "myvenv/x.py"), "");
    writeFileSync(join(root, "lib/site-packages/x.py"), "");
    expect(readSnapshot(root, ["."]).paths).toEqual(["main.py"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
