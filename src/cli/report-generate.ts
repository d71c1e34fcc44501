import { isKept, type Change, type ChangeKind } from "../diff/compare.ts";
import type { GenerateResult } from "../generate.ts";
import { reportHandEdits } from "./report-hand-edits.ts";
import { showDiff, unifiedDiff } from "./show-diff.ts";
import { errors, output } from "./terminal.ts";

const WORDS: Record<ChangeKind, string> = {
  created: "new",
  updated: "changed",
  unchanged: "as it is",
  edited: "edited by hand, kept",
  foreign: "not written by dockwright, kept",
  obsolete: "no longer needed",
  merged: "merged with your edit",
  conflicted: "merged; decide where it has conflict markers",
  undecided: "has conflict markers, kept",
};

/** What is to be said of a file that was left, or is about to be. */
export const wordOf = ({ kind, after }: Change): string =>
  kind === "edited" && after === null
    ? "edited by hand and no longer needed, kept"
    : WORDS[kind];

export const STYLES = {
  created: "green",
  updated: "yellow",
  obsolete: "yellow",
  merged: "yellow",
  conflicted: "red",
  undecided: "red",
  edited: "red",
  foreign: "red",
  unchanged: "dim",
} as const;

export interface ReportOptions {
  /** Whether edits by hand are merged. */
  readonly merge: boolean;
  /** Whether files of a person's are replaced. */
  readonly force: boolean;
  /** Whether the unified diff of each change is shown. */
  readonly diff: boolean;
  readonly check: boolean;
  readonly dryRun: boolean;
}

export function reportWarnings({ warnings }: GenerateResult): void {
  for (const { image, message, advice } of warnings) {
    errors.line(`${errors.paint("yellow", "warning:")} ${image}: ${message}`);
    errors.line(`  ${errors.paint("cyan", advice)}`);
  }
}

function summary(
  { changes, written, secrets, specFile }: GenerateResult,
  { check, dryRun }: ReportOptions,
): string {
  const open = changes.filter(({ kind }) => kind !== "unchanged").length;
  if (open === 0 && (check || secrets.length === 0))
    return `${changes.length} files fit ${specFile}.`;
  if (check)
    return `${open} of ${changes.length} files do not fit ${specFile}; run \`dockwright generate\`.`;
  if (dryRun)
    return `${open} of ${changes.length} files would change; nothing was written.`;
  return `${written.length} of ${changes.length} files written.`;
}

/** For a person: what became of each file, and what to do next. */
export async function reportGenerate(
  result: GenerateResult,
  options: ReportOptions,
): Promise<void> {
  const { changes, backups, secrets } = result;
  // A dry run leaves no copies by which to tell.
  const isForced = options.force && options.dryRun && !options.check;
  const kept = changes.filter(
    (change) => isKept(change) && !(change.path in backups) && !isForced,
  );
  const width = Math.max(24, ...changes.map(({ path }) => path.length));
  for (const change of changes) {
    const { path, kind } = change;
    const copy = backups[path];
    if (kind === "unchanged") continue;
    const left =
      isForced && isKept(change)
        ? "would be replaced, with a copy of yours beside it (.bak)"
        : wordOf(change);
    const word = copy === undefined ? left : `replaced; yours is now ${copy}`;
    output.line(`${output.paint(STYLES[kind], path.padEnd(width))} ${word}`);
    const isTold = kept.includes(change) && kind !== "undecided";
    if (options.diff || options.check || isTold) await showDiff(change);
  }
  // A password is no part of what is committed, so that a check in CI does not miss it.
  for (const path of options.check ? [] : secrets) {
    const word = options.dryRun
      ? "a password is to be made"
      : "made, with a random password; Git does not see it";
    output.line(`${output.paint("green", path.padEnd(width))} ${word}`);
  }
  for (const path of result.made)
    output.line(
      `${output.paint("green", path.padEnd(width))} new: what --merge needs; commit it`,
    );
  output.line(summary(result, options));
  reportWarnings(result);
  if (!isForced) await reportHandEdits(result, options);
}

/** The same for a machine, in a form that is kept stable. */
export async function generateJson(result: GenerateResult): Promise<object> {
  const { changes, written, backups, secrets, warnings, specFile } = result;
  const files = await Promise.all(
    changes.map(async (change) => ({
      path: change.path,
      state: change.kind,
      written: written.includes(change.path),
      backup: backups[change.path] ?? null,
      diff: change.kind === "unchanged" ? null : await unifiedDiff(change),
    })),
  );
  return { spec: specFile, files, secrets, warnings };
}
