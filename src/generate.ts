import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compile } from "./compile.ts";
import { compare, isKept, isSafe, type Change } from "./diff/compare.ts";
import { seal } from "./diff/digest.ts";
import { formatFiles } from "./io/format-files.ts";
import { loadSpec } from "./io/load-spec.ts";
import { withLock } from "./io/lock.ts";
import { readGenerated } from "./io/read-generated.ts";
import { readOverrides } from "./io/read-overrides.ts";
import { contextsOf, readSnapshot } from "./io/read-snapshot.ts";
import { backupName, writeFiles, type Write } from "./io/write-files.ts";
import type { Warning } from "./resolve/resolve.ts";

export interface GenerateOptions {
  /** The project's folder, which holds the spec. */
  readonly root: string;
  /** Whether anything is written; false only tells what would be. */
  readonly write: boolean;
  /** Whether files of a person's, or edited by one, are replaced; a copy is left beside each. */
  readonly force?: boolean;
}

export interface GenerateResult {
  readonly specFile: string;
  /** Every file that the spec plans, and those that it no longer does. */
  readonly changes: readonly Change[];
  /** Paths of what was written or taken away. */
  readonly written: readonly string[];
  /** Copies that `force` left, by the path of the file that was replaced. */
  readonly backups: Readonly<Record<string, string>>;
  /** Password files: made now, or to be made by a run that writes. */
  readonly secrets: readonly string[];
  readonly warnings: readonly Warning[];
}

/** A password of 192 random bits. Its file can be read by the container's user, whose uid may differ from the host's. */
const password = (path: string): Write => ({
  path,
  before: null,
  after: `${randomBytes(24).toString("base64url")}\n`,
  mode: 0o644,
});

/**
 * The whole way: reads the spec and the project's files, renders, holds the result against what
 * is there, and writes what loses nothing of a person's.
 *
 * @throws SpecError for a spec with problems, UsageError for wrong use, WriteError when a file
 *   cannot be written; nothing has been changed then.
 */
export async function generate({
  root,
  write,
  force = false,
}: GenerateOptions): Promise<GenerateResult> {
  const source = await loadSpec(root);
  const snapshot = readSnapshot(root, contextsOf(source.data));
  const compiled = compile(
    source,
    snapshot,
    await readOverrides(root, source.data),
  );
  const formatted = await formatFiles(root, compiled.files);
  const files = formatted.map(({ path, text }) => ({ path, text: seal(text) }));
  const missingSecrets = () =>
    compiled.secrets
      .map(({ path }) => path)
      .filter((path) => !existsSync(join(root, path)));
  const look = () =>
    compare(
      files,
      readGenerated(
        root,
        files.map(({ path }) => path),
      ),
    );
  const result = (
    changes: readonly Change[],
    secrets: readonly string[],
    written: readonly string[] = [],
    backups: Record<string, string> = {},
  ): GenerateResult => ({
    specFile: source.file,
    warnings: compiled.warnings,
    changes,
    written,
    backups,
    secrets,
  });
  if (!write) return result(look(), missingSecrets());
  return withLock(root, async () => {
    const changes = look();
    const secrets = missingSecrets();
    const chosen = changes.filter(
      (change) => isSafe(change) || (force && isKept(change)),
    );
    const backups: Record<string, string> = {};
    for (const { path } of chosen.filter(isKept))
      backups[path] = backupName(root, path);
    const copies = chosen.filter(isKept).map(({ path, before }): Write => ({
      path: backups[path]!,
      before: null,
      after: before,
    }));
    writeFiles(root, [...copies, ...chosen, ...secrets.map(password)]);
    return result(
      changes,
      secrets,
      chosen.map(({ path }) => path),
      backups,
    );
  });
}
