import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText } from "./find-spec.ts";
import type { Write } from "./write-files.ts";

const NOT_THERE = ["ENOENT", "ENOTDIR", "EISDIR"];

/** A union takes the lines of both branches, each of which may be the base of a file: gitattributes(5). */
const ATTRIBUTES = (name: string) =>
  `# Made by dockwright: Git shows no difference of this file, and a merge takes both sides' lines.\n${name} -diff merge=union linguist-generated\n`;

/** What is kept of the texts that were written last; null where nothing is. */
export function readBases(root: string, path: string): string | null {
  try {
    return readText(join(root, path));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (NOT_THERE.includes(code)) return null;
    throw error;
  }
}

/** The writes by which it is kept; none when nothing about it has changed. */
export function basesWrites(
  root: string,
  path: string,
  before: string | null,
  after: string,
): Write[] {
  if (before === after) return [];
  const attributes = `${dirname(path)}/.gitattributes`;
  const name = path.slice(dirname(path).length + 1);
  return [
    { path, before, after },
    ...(existsSync(join(root, attributes))
      ? []
      : [{ path: attributes, before: null, after: ATTRIBUTES(name) }]),
  ];
}
