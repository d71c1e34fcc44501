import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";
import { SPEC, textOf } from "../support/watch.ts";

const TWO = {
  ...SMALL,
  [SPEC]: SMALL[SPEC]!.replace(
    "images:",
    "images:\n  more: { runtime: { python: } }",
  ),
};
const WEB = "docker/web.Dockerfile";

/** A project of two images, of which one was edited by hand, with the spec of one. */
function editedAndLeft(): string {
  const folder = folderWith(TWO);
  run(folder);
  put(folder, { [WEB]: `${textOf(folder, WEB)}# mine\n` });
  put(folder, SMALL);
  return folder;
}

describe("an edited file that the spec no longer says", () => {
  test("is told and kept, run after run", () => {
    const folder = editedAndLeft();
    const before = textOf(folder, WEB);
    for (const args of [[], [], ["--merge"], ["--check"]]) {
      const { status, out } = run(folder, args);
      expect(status).toBe(1);
      expect(out).toMatch(
        /web\.Dockerfile +edited by hand and no longer needed, kept/,
      );
      expect(textOf(folder, WEB)).toBe(before);
    }
  });

  test("goes by --force, and leaves a copy", () => {
    const folder = editedAndLeft();
    const before = textOf(folder, WEB);
    expect(run(folder, ["--force"]).status).toBe(0);
    expect(existsSync(join(folder, WEB))).toBe(false);
    expect(textOf(folder, `${WEB}.bak`)).toBe(before);
    expect(run(folder, ["--check"]).status).toBe(0);
  });
});

describe("a person's copy of a generated file", () => {
  test.each(["", "# mine\n"])("is left alone, with %j in it", (more) => {
    const folder = folderWith(SMALL);
    run(folder);
    const copy = `${textOf(folder, "Dockerfile")}${more}`;
    put(folder, { "docker/legacy.Dockerfile": copy });
    for (const args of [["--check"], [], ["--force"]])
      expect(run(folder, args).status).toBe(0);
    expect(textOf(folder, "docker/legacy.Dockerfile")).toBe(copy);
  });

  test("is told from one that was written there", () => {
    const folder = folderWith(TWO);
    run(folder);
    renameSync(join(folder, WEB), join(folder, "docker/mine.Dockerfile"));
    run(folder);
    put(folder, SMALL);
    run(folder);
    expect(existsSync(join(folder, WEB))).toBe(false);
    expect(existsSync(join(folder, "docker/mine.Dockerfile"))).toBe(true);
  });
});
