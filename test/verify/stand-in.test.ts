import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { standIn } from "../../src/verify/stand-in.ts";
import type { Workbench } from "../../src/verify/workbench.ts";
import { folderWith } from "../support/folder.ts";

test("anybody may write into the folder in place of the user's, whatever the umask", () => {
  const folder = folderWith({ "data/x": "" });
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  const mask = process.umask(0o077);
  onTestFinished(() => void process.umask(mask));
  const made = standIn({ path } as unknown as Workbench, path("data"));
  expect(made).not.toBe(path("data"));
  expect(statSync(made).mode & 0o777).toBe(0o777);
});
