import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { start } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";

/** Puts a pipe into which nobody writes in the place of a file. */
function putPipe(folder: string, path: string): void {
  put(folder, { [path]: "" });
  rmSync(join(folder, path));
  execFileSync("mkfifo", [join(folder, path)], { cwd: dirname(folder) });
}

/** Runs the program, which does not wait for ever. */
async function run(folder: string, args: readonly string[]) {
  const { child, done } = start(folder, args);
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  const ran = await done;
  clearTimeout(timer);
  return ran;
}

describe("a pipe in the place of a file is refused", () => {
  test.each([
    "Dockerfile",
    "compose.yaml",
    ".dockwright/base",
    "dockwright.yaml",
  ])("of %s", async (path) => {
    const folder = folderWith(SMALL);
    putPipe(folder, path);
    for (const args of [[], ["--check"]]) {
      const { status, err } = await run(folder, args);
      expect(status).toBe(2);
      expect(err).toContain(`${path} is a pipe or a device`);
    }
  });
});

test("a pipe that nothing is to be written to is passed over", async () => {
  const folder = folderWith(SMALL);
  for (const path of ["compose.production.yaml.bak", "package.json", "x"])
    putPipe(folder, path);
  putPipe(folder, "docker/x.Dockerfile");
  const { status } = await run(folder, []);
  expect(status).toBe(0);
});
