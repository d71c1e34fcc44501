import { posix } from "node:path";
import type { Image } from "../model/project.ts";

/**
 * The ignore file that a build of an image's reads, from the project's folder on: its own counts
 * for more than the context's. https://docs.docker.com/build/concepts/context/#filename-and-location
 *
 * @param textOf A file's text, or null where there is none.
 * @returns The file and its lines, or null where a build sees all there is.
 */
export function ignoreFileOf(
  { dockerfile, context }: Image,
  textOf: (file: string) => string | null,
): { readonly file: string; readonly lines: readonly string[] } | null {
  const files = [
    `${dockerfile}.dockerignore`,
    posix.join(context, ".dockerignore"),
  ];
  for (const file of files) {
    const text = textOf(file);
    if (text !== null) return { file, lines: text.split(/\r?\n/) };
  }
  return null;
}

/** The patterns among the lines of an ignore file. */
export const patternsIn = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => /^[^#]/.test(line));
