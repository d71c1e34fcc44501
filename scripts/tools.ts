import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { must } from "./run.ts";

const CACHE = join(import.meta.dirname, "../node_modules/.cache");

/** Makes a folder of tools, unless it is there with these very packages. */
function prepare(
  name: string,
  packages: readonly string[],
  install: (folder: string) => void,
): string {
  const folder = join(CACHE, name);
  const stamp = join(folder, "packages.txt");
  const wanted = `${packages.join("\n")}\n`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted)
    return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install(folder);
  writeFileSync(stamp, wanted);
  return folder;
}

/**
 * Tools out of PyPI, in a virtual environment of their own, made once.
 *
 * @returns The folder of their commands.
 */
export const pythonTools = (
  name: string,
  packages: readonly string[],
): string =>
  join(
    prepare(name, packages, (folder) => {
      must(["python3", "-m", "venv", folder], CACHE);
      must([join(folder, "bin/pip"), "install", "--quiet", ...packages], CACHE);
    }),
    "bin",
  );

/**
 * Tools out of npm that are too heavy, or too seldom used, for our own lockfile.
 *
 * @returns The folder of their commands.
 */
export const nodeTools = (name: string, packages: readonly string[]): string =>
  join(
    prepare(name, packages, (folder) => {
      writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
      must(
        [
          "npm",
          "install",
          "--no-save",
          "--no-package-lock",
          "--silent",
          ...packages,
        ],
        folder,
      );
    }),
    "node_modules/.bin",
  );
