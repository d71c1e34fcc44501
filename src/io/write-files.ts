import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { assertInside } from "./assert-inside.ts";
import { readText } from "./find-spec.ts";
import { isAlive } from "./is-alive.ts";

/** Something that is to stand at a path, or null for a file that is to go. */
export interface Write {
  readonly path: string;
  /** What was there when the change was planned; another content is somebody's edit in between. */
  readonly before: string | null;
  readonly after: string | Buffer | null;
  /** Permission bits of a file that is not there yet. */
  readonly mode?: number;
}

/** A file could not be written; nothing was changed, or what was is named. Exit status 2. */
export class WriteError extends Error {
  override readonly name = "WriteError";
}

/** Temporary files are named after their process, so that those of a killed one can be told. */
const TEMPORARY = /^\.dockwright-(\d+)-[0-9a-f]+\.tmp$/;

/** Whether a path is that of a file on its way to its place. */
export const isTemporary = (path: string): boolean =>
  TEMPORARY.test(basename(path));

/** Takes away what a killed run left in a folder. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) unlinkSync(join(folder, name));
  }
}

function readOrNull(path: string): string | null {
  try {
    return readText(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Writes a whole file beside its place, on the same file system, down to the disk. */
function stage(full: string, content: string | Buffer, mode: number): string {
  const temporary = join(
    dirname(full),
    `.dockwright-${process.pid}-${randomBytes(4).toString("hex")}.tmp`,
  );
  const descriptor = openSync(temporary, "wx", mode & 0o777);
  try {
    let rest = typeof content === "string" ? Buffer.from(content) : content;
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    fsyncSync(descriptor);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}

/** A name beside a file that is free: `compose.yaml.bak`, `compose.yaml.bak.1` … */
export function backupName(root: string, path: string): string {
  let name = `${path}.bak`;
  const isTaken = () => lstatSync(join(root, name), { throwIfNoEntry: false });
  for (let number = 1; isTaken(); number++) name = `${path}.bak.${number}`;
  return name;
}

/** A write whose text stands beside its place. */
interface Staged extends Pick<Write, "path" | "before" | "after"> {
  readonly full: string;
  /** Null for a file that is to go, and once it is in its place. */
  temporary: string | null;
}

function stageWrite(root: string, write: Write): Staged {
  const { path, before, after, mode = 0o666 } = write;
  assertInside(root, path);
  const full = join(root, path);
  const old = statSync(full, { throwIfNoEntry: false });
  if (old && (old.mode & 0o222) === 0)
    throw new WriteError(
      `${path} is read-only; make it writable (chmod u+w) or take it away`,
    );
  if (after === null) return { path, before, after, full, temporary: null };
  mkdirSync(dirname(full), { recursive: true });
  sweep(dirname(full));
  const temporary = stage(full, after, old ? old.mode & 0o777 : mode);
  if (old) chmodSync(temporary, old.mode & 0o777);
  return { path, before, after, full, temporary };
}

function assertUnchanged({ path, full, before }: Staged): void {
  if (readOrNull(full) !== before)
    throw new WriteError(`${path} was changed while this ran; run it again`);
}

/** Whether nobody has written anything else since. */
function isAsPut({ full, after }: Staged): boolean {
  if (after === null) return !lstatSync(full, { throwIfNoEntry: false });
  return readFileSync(full).equals(Buffer.from(after));
}

/** Puts a file in its place, and gives what puts the old one back. */
function place(staged: Staged): () => void {
  const { full, before, temporary } = staged;
  const old = before === null ? null : readFileSync(full);
  const mode = before === null ? 0 : statSync(full).mode & 0o777;
  // As late as can be: a save since then would be lost.
  assertUnchanged(staged);
  if (temporary === null) unlinkSync(full);
  else renameSync(temporary, full);
  staged.temporary = null;
  return () => {
    if (!isAsPut(staged)) throw new WriteError(`${staged.path} was changed`);
    if (old === null) return unlinkSync(full);
    const back = stage(full, old, mode);
    chmodSync(back, mode);
    renameSync(back, full);
  };
}

/** All are put in their places, or none. */
function placeAll(staged: readonly Staged[]): void {
  const placed: { path: string; undo: () => void }[] = [];
  try {
    for (const each of staged)
      placed.push({ path: each.path, undo: place(each) });
  } catch (error) {
    const left = placed.toReversed().filter(({ undo }) => {
      try {
        undo();
        return false;
      } catch {
        return true;
      }
    });
    if (left.length === 0) throw error;
    const names = left.map(({ path }) => path).join(", ");
    throw new WriteError(
      `${(error as Error).message}; ${names} had been written by then`,
    );
  }
}

/**
 * Writes files so that a reader, and a run that is killed, finds each either old or new: all are
 * staged first, where a full disk shows itself, and then put in place one after the other. Where
 * one cannot be, those before it are put back.
 *
 * @throws WriteError when one cannot be written, or was changed by somebody since it was read.
 */
export function writeFiles(root: string, writes: readonly Write[]): void {
  const staged: Staged[] = [];
  try {
    for (const write of writes) staged.push(stageWrite(root, write));
    for (const each of staged) assertUnchanged(each);
    placeAll(staged);
  } catch (error) {
    for (const { temporary } of staged)
      if (temporary !== null) unlinkSync(temporary);
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Error && code !== undefined)
      throw new WriteError(`the files cannot be written: ${message}`);
    throw error;
  }
}
