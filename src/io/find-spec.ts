import { readFileSync, statSync, type Stats } from "node:fs";
import { join } from "node:path";

/** Where a spec may stand, the first one taken. */
export const SPEC_FILES = [
  "dockwright.yaml",
  "dockwright.yml",
  "dockwright.json",
  "dockwright.config.ts",
  "dockwright.config.mts",
  "dockwright.config.js",
  "dockwright.config.mjs",
] as const;

/** Wrong use: no spec, a folder that is not there. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/**
 * Makes sure that something can be read to its end: nobody may ever write into a pipe.
 *
 * @throws UsageError when it is neither a file nor a folder.
 */
export function assertOrdinary(
  name: string,
  stat: Pick<Stats, "isFile" | "isDirectory"> | undefined,
): void {
  if (!stat || stat.isFile() || stat.isDirectory()) return;
  throw new UsageError(
    `${name} is a pipe or a device`,
    "take it away: a file is to stand there",
  );
}

function isThere(folder: string, name: string): boolean {
  const stat = statSync(join(folder, name), { throwIfNoEntry: false });
  assertOrdinary(name, stat);
  return stat?.isFile() ?? false;
}

/**
 * The name of a folder's spec; null where there is none yet.
 *
 * @throws UsageError when it is no folder, or when there is more than one.
 */
export function findSpecIfAny(folder: string): string | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(
      `${folder} is no folder`,
      "write the folder that holds dockwright.yaml",
    );
  }
  const found = SPEC_FILES.filter((name) => isThere(folder, name));
  const [first, second] = found;
  if (second !== undefined)
    throw new UsageError(
      `there are two specs in ${folder}: ${found.join(" and ")}`,
      "keep one of them",
    );
  return first ?? null;
}

/**
 * The name of a folder's spec.
 *
 * @throws UsageError when there is none, or more than one.
 */
export function findSpec(folder: string): string {
  const found = findSpecIfAny(folder);
  if (found !== null) return found;
  throw new UsageError(
    `there is no dockwright.yaml in ${folder}`,
    "`dockwright init` makes one from what the project says about itself; README shows the smallest",
  );
}

const MARK = /^\uFEFF/;

/** The text of a file as UTF-8, without a byte order mark. */
export const readText = (path: string): string =>
  readMarked(path).replace(MARK, "");

/** The same with its byte order mark. */
export function readMarked(path: string): string {
  assertOrdinary(path, statSync(path));
  return readFileSync(path, "utf8");
}

/** A file's text, and the byte order mark before it, if any: to be written back without a loss. */
export interface ExactText {
  readonly mark: string;
  readonly text: string;
}

/**
 * The text of a file that goes by a name.
 *
 * @throws UsageError for one in another encoding, of which something would be lost.
 */
export function readExactly(path: string, name: string): ExactText {
  const bytes = readFileSync(path);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    const text = decoder.decode(bytes);
    const mark = MARK.exec(text)?.[0] ?? "";
    return { mark, text: text.slice(mark.length) };
  } catch {
    throw new UsageError(
      `${name} is not UTF-8`,
      "save it as UTF-8, which an editor and `iconv -t utf-8` can do",
    );
  }
}
