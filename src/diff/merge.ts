import { digestIn, withDigest } from "./digest.ts";

export interface Merged {
  readonly text: string;
  /** Whether both sides changed the same place, which is marked in the text. */
  readonly hasConflicts: boolean;
}

const MINE = "<<<<<<< edited by hand";
const BETWEEN = "=======";
const THEIRS = ">>>>>>> made by dockwright";

/** What stands at the beginning of a line where somebody has yet to decide: ours, and Git's own. */
const MARKER = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m;

/** What stands between the two texts, which in Markdown may also underline a heading. */
const MIDDLE = /^={7}\r?$/m;

/** The pattern of the lines that are to go before a file is decided. */
const markersOf = (path: string, text: string): RegExp =>
  path.endsWith(".md") && !MARKER.test(text)
    ? MARKER
    : new RegExp(`${MARKER.source}|${MIDDLE.source}`, "m");

/** Whether a file has conflict markers in it. */
export const hasMarkers = (path: string, text: string): boolean =>
  markersOf(path, text).test(text);

/** The lines of a file that conflict markers stand on, counted from 1. */
export function markerLines(path: string, text: string): number[] {
  const marker = markersOf(path, text);
  return text
    .split("\n")
    .flatMap((line, index) => (marker.test(line) ? [index + 1] : []));
}

/** A text in which a person's lines end as Windows has it is given back so. */
const usesCarriageReturns = (text: string) => /\r\n/.test(text);

/**
 * Brings a person's edit and a new text together.
 *
 * @param base The text that the person edited.
 * @param mine The person's file.
 * @param theirs What is rendered now.
 */
export async function merge(
  base: string,
  mine: string,
  theirs: string,
): Promise<Merged> {
  const { diff3Merge } = await import("node-diff3");
  // The digest differs in every text, which is no change of a person's or the spec's.
  const digest = digestIn(theirs) ?? "";
  const linesOf = (text: string) =>
    withDigest(text.replaceAll("\r\n", "\n"), digest).split("\n");
  const blocks = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
  });
  const lines = blocks.flatMap(({ ok, conflict }) =>
    conflict
      ? [MINE, ...conflict.a, BETWEEN, ...conflict.b, THEIRS]
      : (ok ?? []),
  );
  const text = lines.join(usesCarriageReturns(mine) ? "\r\n" : "\n");
  return { text, hasConflicts: blocks.some(({ conflict }) => conflict) };
}
