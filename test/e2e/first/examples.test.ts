import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, inject, test } from "vitest";
import { start } from "../../support/cli.ts";
import { EXAMPLES } from "../examples/index.ts";
import { copyOf, exampleFolder, remove } from "../support/copies.ts";
import { verified } from "../support/verify.ts";

/** An example as its author has it who has never heard of dockwright. */
function withoutSpec(folder: string, lockfile: string): string {
  const root = copyOf(exampleFolder(folder, lockfile));
  for (const path of ["dockwright.yaml", ".dockwright"])
    rmSync(join(root, path), { recursive: true });
  return root;
}

if (inject("engine")) {
  describe("with no hand on the keyboard", () => {
    let root = "";
    afterEach(() => remove(root));

    test.each(EXAMPLES)(
      "%s is set up, and every guarantee holds",
      async (_, { folder, lockfile }) => {
        root = withoutSpec(folder, lockfile);
        for (const args of [["init", "--yes"], ["generate"]])
          expect(await start(root, args).done).toMatchObject({
            status: 0,
            err: "",
          });
        expect(await verified(root)).toEqual([]);
      },
    );
  });
}
