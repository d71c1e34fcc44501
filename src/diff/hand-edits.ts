import { findBase } from "./bases.ts";
import type { Change } from "./compare.ts";
import { isSame } from "./digest.ts";
import { hasMarkers, merge } from "./merge.ts";

/** Changes as they stand once the edits in generated files were looked into. */
export interface HandEdits {
  readonly changes: readonly Change[];
  /** The text that each edited file was edited from, by path, where it is known. */
  readonly bases: Readonly<Record<string, string>>;
}

async function merged(
  change: Change & { readonly before: string; readonly after: string },
  base: string,
): Promise<Change> {
  const { before, after } = change;
  const { text, hasConflicts } = await merge(base, before, after);
  if (hasConflicts) return { ...change, kind: "conflicted", after: text };
  // The edit is in the new text by now.
  if (isSame(text, after)) return { ...change, kind: "updated" };
  const kind = isSame(text, before) ? "unchanged" : "merged";
  return { ...change, kind, after: text };
}

/**
 * Finds what edited files were edited from, and those in which somebody has yet to decide.
 *
 * @param stored What is kept of earlier texts; see bases.ts.
 * @param isMerging Whether edits are brought together with the new texts.
 */
export async function lookIntoEdits(
  changes: readonly Change[],
  stored: string | null,
  isMerging: boolean,
): Promise<HandEdits> {
  const bases: Record<string, string> = {};
  const settled = changes.map(async (change): Promise<Change> => {
    const { path, kind, before, after } = change;
    if (kind !== "edited" || before === null || after === null) return change;
    if (hasMarkers(path, before) && !hasMarkers(path, after))
      return { ...change, kind: "undecided" };
    // What stands there for bytes that are not UTF-8 would be written back in their place.
    if (before.includes("\ufffd")) return change;
    const base = await findBase(stored, path, before, after);
    if (base === null) return change;
    bases[path] = base;
    return isMerging ? merged({ ...change, before, after }, base) : change;
  });
  return { changes: await Promise.all(settled), bases };
}
