import { authorship, isSame } from "./digest.ts";

/**
 * What is to be done about one file.
 * `created`: none was there. `updated`: ours, as we wrote it. `unchanged`: nothing.
 * `edited`: ours, with edits by hand. `foreign`: somebody else's. `obsolete`: ours, and no longer planned.
 * `merged`: ours, with edits by hand that the new text takes over. `conflicted`: the same, with
 * markers where both changed one place. `undecided`: such markers are in it already.
 */
export type ChangeKind =
  | "created"
  | "updated"
  | "unchanged"
  | "edited"
  | "foreign"
  | "obsolete"
  | "merged"
  | "conflicted"
  | "undecided";

export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  /** What is on disk, or null. */
  readonly before: string | null;
  /** What is to be there, or null for a file that is to go. */
  readonly after: string | null;
}

const SAFE = ["created", "updated", "obsolete", "merged", "conflicted"];
const KEPT = ["edited", "foreign", "undecided"];

/** A file as it is to be. */
export interface Planned {
  readonly path: string;
  readonly text: string;
  /** Whether a person's own file of this name is left alone, and no more is said of it. */
  readonly yields?: boolean;
}

/** Changes that lose nothing of a person's. */
export const isSafe = ({ kind }: Pick<Change, "kind">): boolean =>
  SAFE.includes(kind);

/** Changes that are left alone unless they are forced. */
export const isKept = ({ kind }: Pick<Change, "kind">): boolean =>
  KEPT.includes(kind);

/** Files in which a person has yet to decide between two texts. */
export const isOpen = ({ kind }: Change): boolean =>
  kind === "conflicted" || kind === "undecided";

function kindOf(before: string | null, after: string): ChangeKind {
  if (before === null) return "created";
  if (isSame(before, after)) return "unchanged";
  const author = authorship(before);
  return author === "ours" ? "updated" : author;
}

/**
 * Holds what was rendered against what is there.
 *
 * @param files What was rendered and sealed.
 * @param onDisk Text by path: of those files, and of any other that could be ours.
 */
export function compare(
  files: readonly Planned[],
  onDisk: Readonly<Record<string, string>>,
): Change[] {
  const planned = new Set(files.map(({ path }) => path));
  const changes = files.flatMap(({ path, text, yields }): Change[] => {
    const before = onDisk[path] ?? null;
    const kind = kindOf(before, text);
    if (yields && kind === "foreign") return [];
    return [{ path, kind, before, after: text }];
  });
  const others = Object.entries(onDisk)
    .filter(([path]) => !planned.has(path))
    .flatMap(([path, before]): Change[] => {
      const author = authorship(before);
      if (author === "foreign") return [];
      // What a person put into it is nowhere else.
      const kind = author === "ours" ? "obsolete" : "edited";
      return [{ path, kind, before, after: null }];
    });
  return [...changes, ...others];
}
