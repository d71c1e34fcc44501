import { isKept, isOpen, type Change } from "../diff/compare.ts";
import { markerLines } from "../diff/merge.ts";
import { specKeysOf } from "../diff/spec-keys.ts";
import type { GenerateResult } from "../generate.ts";
import { errors, visible } from "./terminal.ts";

interface Options {
  readonly merge: boolean;
  readonly dryRun: boolean;
  readonly check: boolean;
}

const names = (changes: readonly Change[]) =>
  changes.map(({ path }) => path).join(", ");

/** What to do with a file in which both texts stand. */
function reportOpen(open: readonly Change[], isWritten: boolean): void {
  for (const { path, kind, before, after } of open) {
    const text = (kind === "conflicted" ? after : before) ?? "";
    const at = markerLines(path, text)[0] ?? 1;
    const word = kind === "undecided" || isWritten ? "has" : "would have";
    errors.line();
    errors.line(
      `${errors.paint("bold", `${path}:${at}`)}: it ${word} conflict markers: your edit and dockwright's text differ there.`,
    );
    errors.line(
      "  Keep what is right, take the lines with <<<<<<<, ======= and >>>>>>> out, then run `dockwright --merge`.",
    );
  }
}

function reportKept(
  kept: readonly Change[],
  { bases }: GenerateResult,
  { merge }: Options,
): void {
  if (kept.length === 0) return;
  errors.line();
  errors.line(
    `${names(kept)}: kept as ${kept.length === 1 ? "it is" : "they are"}. The diff shows what dockwright would write.`,
  );
  const unknown = kept.filter(
    ({ path, kind, after }) =>
      kind === "edited" && after !== null && !(path in bases),
  );
  if (merge && unknown.length > 0)
    errors.line(
      `  ${names(unknown)} cannot be merged: .dockwright/base does not hold the text that was edited, or it is not UTF-8.`,
    );
  errors.line(
    `  Move your edit into the spec, ${merge ? "" : "merge the two with --merge, "}or take dockwright's text with --force,`,
  );
  errors.line("  which leaves a copy of yours beside it (.bak).");
}

/** Where each edit could stand in the spec, so that there is nothing to merge the next time. */
async function reportKeys({ changes, bases }: GenerateResult): Promise<void> {
  const lines: string[] = [];
  for (const { path, before, kind } of changes) {
    const base = bases[path];
    if (base === undefined || before === null || kind === "updated") continue;
    for (const { line, key } of await specKeysOf(path, base, before))
      lines.push(
        key === null
          ? `  ${path}:${line}  no key says this; a template of your own can (templates)`
          : `  ${path}:${line}  ${visible(key)}`,
      );
  }
  if (lines.length === 0) return;
  errors.line();
  errors.line("In the spec, your edits could stand in:");
  for (const line of lines) errors.line(line);
}

/** The way out for each file that holds edits of a person's. */
export async function reportHandEdits(
  result: GenerateResult,
  options: Options,
): Promise<void> {
  const { changes, backups } = result;
  const isWritten = !options.check && !options.dryRun;
  const left = changes.filter(({ path }) => !(path in backups));
  const open = left.filter(isOpen);
  reportKept(
    left.filter((change) => isKept(change) && !isOpen(change)),
    result,
    options,
  );
  reportOpen(open, isWritten);
  if (
    left.some((each) => isKept(each) || each.kind === "merged") ||
    open.length > 0
  )
    await reportKeys(result);
}
