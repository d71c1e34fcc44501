import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compile, type Compiled } from "./compile.ts";
import { BASES, isWritten, keepBases } from "./diff/bases.ts";
import {
  compare,
  isKept,
  isSafe,
  type Change,
  type Planned,
} from "./diff/compare.ts";
import { seal } from "./diff/digest.ts";
import { lookIntoEdits } from "./diff/hand-edits.ts";
import { formatFiles } from "./io/format-files.ts";
import { loadSpec } from "./io/load-spec.ts";
import { withLock } from "./io/lock.ts";
import { basesWrites, readBases } from "./io/read-bases.ts";
import { readGenerated } from "./io/read-generated.ts";
import { readOverrides } from "./io/read-overrides.ts";
import { contextsOf, namedPathsOf, readSnapshot } from "./io/read-snapshot.ts";
import { backupName, writeFiles, type Write } from "./io/write-files.ts";
import type { Warning } from "./resolve/resolve.ts";
import { readYaml } from "./spec/read-yaml.ts";
import type { SpecSource } from "./spec/source.ts";

export interface GenerateOptions {
  /** The project's folder, which holds the spec. */
  readonly root: string;
  /** Whether anything is written; false only tells what would be. */
  readonly write: boolean;
  /** Whether files of a person's, or edited by one, are replaced; a copy is left beside each. */
  readonly force?: boolean;
  /** Whether edits by hand are brought together with the new texts; with markers where both changed one place. */
  readonly merge?: boolean;
  /** The spec, where it was read already. */
  readonly source?: SpecSource;
  /** A spec to go by in place of the one that is there; it is written together with its files. */
  readonly spec?: NewSpec;
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
  /** What `docker compose up` is to be told behind its other options. */
  readonly wait: Compiled["wait"];
  /** The text that each edited file was edited from, by path, where it is known. */
  readonly bases: Readonly<Record<string, string>>;
  /** What was made beside them and is to be committed too: where the texts of later merges are kept. */
  readonly made: readonly string[];
}

/** A spec that is not on the disk yet, or in another text. */
export interface NewSpec {
  readonly file: string;
  readonly text: string;
  /** What the file holds now; null where there is none. */
  readonly before: string | null;
}

/** A password of 192 random bits. Its file can be read by the container's user, whose uid may differ from the host's. */
const password = (path: string): Write => ({
  path,
  before: null,
  after: `${randomBytes(24).toString("base64url")}\n`,
  mode: 0o644,
});

/** What a spec became, in the form in which it is to stand on the disk. */
interface Rendered extends Pick<
  GenerateResult,
  "specFile" | "warnings" | "wait"
> {
  readonly files: readonly Planned[];
  readonly secrets: readonly string[];
}

/** A project's spec as it was read, and what became of it. */
export interface ReadProject {
  readonly source: SpecSource;
  readonly compiled: Compiled;
}

/**
 * Reads a project's spec and files, and compiles them.
 *
 * @param root The project's folder, which holds the spec.
 * @param given The spec, where it was read already.
 * @param spec The spec to go by in place of the one that is there.
 * @throws SpecError for a spec with problems, UsageError where there is none.
 */
export async function readProject(
  root: string,
  { source: given, spec }: Pick<GenerateOptions, "source" | "spec"> = {},
): Promise<ReadProject> {
  const source = spec
    ? readYaml(spec.text, spec.file)
    : (given ?? (await loadSpec(root)));
  const snapshot = readSnapshot(
    root,
    contextsOf(source.data),
    namedPathsOf(source.data),
  );
  const overrides = await readOverrides(root, source.data);
  return { source, compiled: compile(source, snapshot, overrides) };
}

async function renderProject(
  root: string,
  given: Pick<GenerateOptions, "source" | "spec">,
): Promise<Rendered> {
  const { source, compiled } = await readProject(root, given);
  const formatted = await formatFiles(root, compiled.files);
  return {
    specFile: source.file,
    warnings: compiled.warnings,
    wait: compiled.wait,
    files: formatted.map(({ path, text, yields }) => ({
      path,
      text: seal(text),
      yields,
    })),
    secrets: compiled.secrets.map(({ path }) => path),
  };
}

/** Holds what was rendered against what is there now. */
async function look(
  root: string,
  { files, secrets: wanted, ...told }: Rendered,
  isMerging: boolean,
) {
  const stored = readBases(root, BASES);
  const onDisk = readGenerated(
    root,
    files.map(({ path }) => path),
    (path, text) => isWritten(stored, path, text),
  );
  const edits = await lookIntoEdits(compare(files, onDisk), stored, isMerging);
  const secrets = wanted.filter((path) => !existsSync(join(root, path)));
  return { found: { ...told, secrets, ...edits }, onDisk, stored };
}

/** A copy of a person's file beside it, byte by byte, since it may be in any encoding. */
function copyOf(root: string, path: string, backup: string): Write {
  const full = join(root, path);
  const { mode } = statSync(full);
  return { path: backup, before: null, after: readFileSync(full), mode };
}

/** The writes that keep the texts which a later merge needs. */
async function keep(
  root: string,
  { files }: Rendered,
  { onDisk, stored }: Awaited<ReturnType<typeof look>>,
  chosen: readonly Change[],
): Promise<Write[]> {
  const texts = files.map(({ path, text }) => [path, text] as const);
  const left: Record<string, string> = { ...onDisk };
  for (const { path, after } of chosen) {
    if (after === null) delete left[path];
    else left[path] = after;
  }
  const kept = await keepBases(stored, left, Object.fromEntries(texts));
  return basesWrites(root, BASES, stored, kept);
}

async function apply(
  root: string,
  rendered: Rendered,
  { force = false, merge = false, spec }: Partial<GenerateOptions>,
) {
  const looked = await look(root, rendered, merge);
  const { found } = looked;
  const chosen = found.changes.filter(
    (change) => isSafe(change) || (force && isKept(change)),
  );
  const replaced = chosen.filter(isKept).map(({ path }) => path);
  const backups = Object.fromEntries(
    replaced.map((path) => [path, backupName(root, path)]),
  );
  const copies = replaced.map((path) => copyOf(root, path, backups[path]!));
  const kept = await keep(root, rendered, looked, chosen);
  const own = spec
    ? [{ path: spec.file, before: spec.before, after: spec.text }]
    : [];
  const secrets = found.secrets.map(password);
  // The spec last: a run that is killed leaves files that the next one writes again.
  writeFiles(root, [...copies, ...chosen, ...kept, ...secrets, ...own]);
  const made = kept.filter(
    ({ path, before }) => path === BASES && before === null,
  );
  return {
    ...found,
    written: chosen.map(({ path }) => path),
    backups,
    made: made.map(({ path }) => path),
  };
}

/**
 * The whole way: reads the spec and the project's files, renders, holds the result against what
 * is there, and writes what loses nothing of a person's.
 *
 * @throws SpecError for a spec with problems, UsageError for wrong use, WriteError when a file
 *   cannot be written; nothing has been changed then.
 */
export async function generate(
  options: GenerateOptions,
): Promise<GenerateResult> {
  const { root, write, merge = false } = options;
  const rendered = await renderProject(root, options);
  if (write) return withLock(root, () => apply(root, rendered, options));
  const { found } = await look(root, rendered, merge);
  return { ...found, written: [], backups: {}, made: [] };
}
