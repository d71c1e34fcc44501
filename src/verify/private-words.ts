import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../model/project.ts";

/** Characters: a shorter one is a word that may well stand somewhere else, such as `postgres`. */
const LEAST = 12;

/** A secret that somebody has, or null. */
function valueOf(
  copy: string,
  source: { readonly environment: string } | { readonly file: string },
): string | null {
  if ("environment" in source) return process.env[source.environment] ?? null;
  try {
    return readFileSync(join(copy, source.file), "utf8");
  } catch {
    return null;
  }
}

/**
 * The values of a project's secrets, by which they are found again in an image: of each its longest
 * line, as far as that is long enough to be told from other text.
 *
 * @param copy The project's files.
 */
export function privateWords(
  { secrets, images }: Project,
  copy: string,
): string[] {
  const all = [
    ...secrets,
    ...images.flatMap((image) => image.secrets.map(({ source }) => source)),
  ];
  const longest = all.flatMap((source) => {
    const lines = valueOf(copy, source)?.split(/\r?\n/) ?? [];
    const [first = ""] = lines
      .map((line) => line.trim())
      .toSorted((a, b) => b.length - a.length);
    return first.length < LEAST ? [] : [first];
  });
  return [...new Set(longest)];
}
