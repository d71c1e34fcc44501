import { authorship, digestIn } from "./digest.ts";

/*
 * The text that each generated file was last written with, for a three-way merge. It stands in one
 * committed file, so that it serves in every clone: a line for each generated file with its digest,
 * its path and its text, compressed (8 kB for a project of 20 kB). The digest in a file's own header
 * says which line is its base, so that lines of two branches can stand side by side, which is how Git
 * merges this file (`merge=union`), and a line that fits nothing is left out at the next writing.
 */

/** Where the texts are kept. */
export const BASES = ".dockwright/base";

const HEAD =
  "# What dockwright last wrote, compressed: `dockwright generate --merge` needs it. Commit it, edit nothing.";

/** The lines by what stands before their text: `2c595a0476f52dc8 compose.yaml`. */
type Lines = ReadonlyMap<string, string>;

const keyOf = (path: string, digest: string) => `${digest} ${encodeURI(path)}`;

function parse(stored: string): Lines {
  const lines = stored.matchAll(/^([0-9a-f]{16} \S+) ([\w+/=]+)\r?$/gm);
  return new Map([...lines].map(([, key = "", text = ""]) => [key, text]));
}

/** Whether a file was written as that, and is no copy of another that was. */
export function isWritten(
  stored: string | null,
  path: string,
  text: string,
): boolean {
  const digest = digestIn(text);
  return digest !== null && parse(stored ?? "").has(keyOf(path, digest));
}

async function pack(text: string): Promise<string> {
  const { deflateRawSync } = await import("node:zlib");
  return deflateRawSync(text, { level: 9 }).toString("base64");
}

/** A text that was kept; null for one that is damaged, which its digest tells. */
async function unpack(packed: string, digest: string): Promise<string | null> {
  const { inflateRawSync } = await import("node:zlib");
  try {
    const text = inflateRawSync(Buffer.from(packed, "base64")).toString();
    return authorship(text) === "ours" && digestIn(text) === digest
      ? text
      : null;
  } catch {
    return null;
  }
}

/**
 * The text that a file on disk was edited from.
 *
 * @param stored What is kept; null where nothing is.
 * @param text The file, with its edits.
 * @param rendered What would be written now: with the same digest, it is the base itself.
 * @returns null when it is not known.
 */
export async function findBase(
  stored: string | null,
  path: string,
  text: string,
  rendered: string,
): Promise<string | null> {
  const digest = digestIn(text);
  if (digest === null) return null;
  if (digest === digestIn(rendered)) return rendered;
  const packed = parse(stored ?? "").get(keyOf(path, digest));
  return packed === undefined ? null : unpack(packed, digest);
}

/**
 * What is to be kept from now on.
 *
 * @param stored What is kept until now.
 * @param onDisk The generated files that there will be, by path.
 * @param rendered The same files as they were rendered.
 * @returns The text of the file; `stored` itself when it has all that is needed.
 */
export async function keepBases(
  stored: string | null,
  onDisk: Readonly<Record<string, string>>,
  rendered: Readonly<Record<string, string>>,
): Promise<string> {
  const old = parse(stored ?? "");
  const lines: string[] = [];
  let isSame = stored !== null;
  for (const path of Object.keys(onDisk).toSorted()) {
    const digest = digestIn(onDisk[path]!);
    if (digest === null) continue;
    const key = keyOf(path, digest);
    const known = [rendered[path] ?? "", onDisk[path]!].find(
      (text) => digestIn(text) === digest && authorship(text) === "ours",
    );
    // A line that is there stays as it is: another version of zlib may pack the same text otherwise.
    const packed = old.get(key) ?? (known && (await pack(known)));
    if (!packed) continue;
    isSame &&= old.has(key);
    lines.push(`${key} ${packed}`);
  }
  isSame &&= lines.length === old.size;
  return isSame ? stored! : [HEAD, ...lines, ""].join("\n");
}
