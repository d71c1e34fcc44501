import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { generate } from "../../../src/generate.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");
const LEFT_OUT = ["node_modules", ".venv", "dist", "secrets", "__pycache__"];

/** Whether a file of an example belongs to its author, and was not made by dockwright or a tool. */
function isAuthored(path: string): boolean {
  if (LEFT_OUT.includes(basename(path))) return false;
  if (statSync(path).isDirectory()) return true;
  return !readFileSync(path, "utf8").includes("dockwright-digest:");
}

/** The folder of an example, as it is committed. */
export function exampleFolder(name: string, lockfile: string): string {
  const folder = join(EXAMPLES, name);
  if (!existsSync(join(folder, lockfile)))
    throw new Error(
      `${folder} has no ${lockfile}: run \`npm run examples:lock\` first`,
    );
  return folder;
}

/** A copy of a project's own files in a new folder. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "dwe2e-"));
  cpSync(folder, copy, { recursive: true, filter: isAuthored });
  return copy;
}

export const generateIn = (root: string) => generate({ root, write: true });

export const remove = (folder: string) =>
  rmSync(folder, { recursive: true, force: true });

/** Replaces the first occurrence of a text in a file, which has to be there. */
export function replaceIn(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}
