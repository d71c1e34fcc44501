/**
 * A project's files as plain data: what detection and defaults are read from, so that
 * everything behind it is pure.
 */
export interface Snapshot {
  /** Every file that was listed, relative to the project, with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** The contents of manifests and version files, by path. */
  readonly contents: Readonly<Record<string, string>>;
}

/** A snapshot seen from one folder. */
export interface ContextFiles {
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The content of a file that is read into snapshots, or null when it is absent. */
  read(path: string): string | null;
}

/** What of a snapshot lies in a context; `.` is the project itself. */
export function filesIn(snapshot: Snapshot, context: string): ContextFiles {
  const prefix = context === "." ? "" : `${context}/`;
  const paths = snapshot.paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  const known = new Set(paths);
  return {
    paths,
    has: (path) => known.has(path),
    read: (path) => snapshot.contents[prefix + path] ?? null,
  };
}
