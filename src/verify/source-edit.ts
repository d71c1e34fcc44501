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
import { hiddenBy } from "../model/ignore-pattern.ts";
import type { Image } from "../model/project.ts";
import type { SourcePath } from "../model/toolchain.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import type { Evidence } from "../runtimes/runtime.ts";
import { ignoreFileOf, patternsIn } from "./ignore-file.ts";

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

function textIn(copy: string, file: string): string | null {
  const path = join(copy, file);
  return statSync(path, { throwIfNoEntry: false })?.isFile()
    ? readFileSync(path, "utf8")
    : null;
}

/**
 * The files of an image's source with code in them, from the context on; last those that are
 * empty, and then those that the ignore file keeps out: no build sees an edit of them.
 */
export function codeOf(copy: string, image: Image): string[] {
  const { code } = evidenceOf(image);
  const context = join(copy, image.context);
  const ignoring = ignoreFileOf(image, (file) => textIn(copy, file));
  const patterns = patternsIn(ignoring?.lines ?? []);
  const rankOf = (path: string) => {
    if (hiddenBy(patterns, path, false) !== -1) return 2;
    return statSync(join(context, path)).size === 0 ? 1 : 0;
  };
  const ranked = filesOf(copy, image, image.toolchain.source)
    .filter((path) => code.test(path))
    .map((path) => ({ path, rank: rankOf(path) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ path }) => path)
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
