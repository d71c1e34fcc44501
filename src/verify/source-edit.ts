import {
  appendFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { extname, join, relative } from "node:path";
import type { Image } from "../model/project.ts";
import type { SourcePath } from "../model/toolchain.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import type { Evidence } from "../runtimes/runtime.ts";

/** More files than this are not edited: among so many, what runs is. */
const MOST = 400;

export const evidenceOf = ({ toolchain }: Image): Evidence =>
  RUNTIMES[toolchain.runtime]!.evidence;

/** The regular files at a path. What lies behind a link may be the user's own, and is left alone. */
function filesAt(context: string, { path, isFolder }: SourcePath): string[] {
  const full = join(context, path);
  const status = lstatSync(full, { throwIfNoEntry: false });
  if (!isFolder) return status?.isFile() ? [path] : [];
  if (!status?.isDirectory()) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(context, join(parentPath, name)))
    .filter((each) => !/[\\/](?:node_modules|\.venv)[\\/]/.test(each));
}

/** The regular files of some paths of an image's, from the context on. */
export const filesOf = (
  copy: string,
  { context }: Image,
  paths: readonly SourcePath[],
): string[] => paths.flatMap((path) => filesAt(join(copy, context), path));

/** The files of an image's source with code in them, from the context on; the empty ones last. */
export function codeOf(copy: string, image: Image): string[] {
  const { code } = evidenceOf(image);
  const context = join(copy, image.context);
  const isEmpty = (path: string) =>
    Number(statSync(join(context, path)).size === 0);
  return filesOf(copy, image, image.toolchain.source)
    .filter((path) => code.test(path))
    .toSorted((a, b) => isEmpty(a) - isEmpty(b))
    .slice(0, MOST);
}

/** Lets every file of code say a word when it is loaded. */
export function traceAll(copy: string, image: Image, word: string): string[] {
  const evidence = evidenceOf(image);
  const files = codeOf(copy, image);
  for (const path of files) {
    const full = join(copy, image.context, path);
    writeFileSync(full, evidence.trace(readFileSync(full, "utf8"), word));
  }
  return files;
}

/** Adds a comment to one file of code, and gives its path; null where there is none. */
export function commentOn(copy: string, image: Image, word: string) {
  const [path] = codeOf(copy, image);
  if (path === undefined) return null;
  const { comment } = evidenceOf(image);
  appendFileSync(join(copy, image.context, path), `\n${comment} ${word}\n`);
  return path;
}

/** Changes a lockfile or manifest so that it says the same. One that is a link becomes a file of the copy's own. */
export function touchLockfile(copy: string, image: Image, path: string): void {
  const full = join(copy, image.context, path);
  const text = extname(path) === ".json" ? "\n" : "\n# changed\n";
  const changed = readFileSync(full, "utf8") + text;
  if (lstatSync(full).isSymbolicLink()) rmSync(full);
  writeFileSync(full, changed);
}
