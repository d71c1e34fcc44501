import {
  appendFileSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { extname, join } from "node:path";
import type { Image } from "../model/project.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import type { Evidence } from "../runtimes/runtime.ts";

/** More files than this are not edited: among so many, what runs is. */
const MOST = 400;

export const evidenceOf = ({ toolchain }: Image): Evidence =>
  RUNTIMES[toolchain.runtime]!.evidence;

/** A link that leads nowhere is none. */
const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The files of an image's source with code in them, from the context on; the empty ones last. */
export function codeOf(copy: string, image: Image): string[] {
  const { code } = evidenceOf(image);
  const context = join(copy, image.context);
  const isEmpty = (path: string) =>
    Number(statSync(join(context, path)).size === 0);
  const files = image.toolchain.source.flatMap(({ path, isFolder }) =>
    isFolder
      ? readdirSync(join(context, path), { recursive: true, encoding: "utf8" })
          .filter(
            (name) => !/(?:^|[\\/])(?:node_modules|\.venv)[\\/]/.test(name),
          )
          .map((name) => join(path, name))
      : [path],
  );
  return files
    .filter((path) => code.test(path) && isFile(join(context, path)))
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

/** Changes a lockfile or manifest so that it says the same. */
export function touchLockfile(copy: string, image: Image, path: string): void {
  const text = extname(path) === ".json" ? "\n" : "\n# changed\n";
  appendFileSync(join(copy, image.context, path), text);
}
