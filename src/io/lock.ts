import { createHash } from "node:crypto";
import {
  linkSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isAlive } from "./is-alive.ts";
import { WriteError } from "./write-files.ts";

/** How long a run waits for another one, in milliseconds, and how often it looks. */
const PATIENCE = 10_000;
const PAUSE = 25;

/** What a lock and what is made on the way to it are called. */
const LOCK = /^dockwright-[0-9a-f]{16}\.lock(?:\.\d+)?$/;

/** Whether a path is that of a lock, which lies in the project where its temporary files do. */
export const isLock = (path: string): boolean => LOCK.test(basename(path));

const wordsOf = (error: unknown) => (error as Error).message;

/** Who holds a lock; NaN when it was given back in this moment, 0 when it is none of ours. */
function holderOf(lock: string): number {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Number.NaN;
    throw new WriteError(
      `${lock} cannot be read, take it away: ${wordsOf(error)}`,
    );
  }
}

/** Takes a lock away that a run left which is no more. */
function takeAway(lock: string): void {
  try {
    rmSync(lock, { force: true });
  } catch (error) {
    throw new WriteError(
      `a run that has ended left ${lock}, which you have to take away: ${wordsOf(error)}`,
    );
  }
}

/** Takes the lock, or says who has it. A link is made or not made, so no two runs take it at once. */
function take(lock: string): number | null {
  const own = `${lock}.${process.pid}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, lock);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return holderOf(lock);
    throw new WriteError(`no lock can be made in ${tmpdir()}: ${message}`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** What was run is done, whether or not this works: the next run finds that nobody holds it. */
function giveBack(lock: string): void {
  try {
    rmSync(lock, { force: true });
  } catch {
    return;
  }
}

/**
 * Runs something while no other run writes into the same folder.
 * The lock lies outside the project, so that nothing of it can be committed or copied into an image.
 */
export async function withLock<Result>(
  root: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const name = createHash("sha256")
    .update(realpathSync(root))
    .digest("hex")
    .slice(0, 16);
  const lock = join(tmpdir(), `dockwright-${name}.lock`);
  const deadline = Date.now() + PATIENCE;
  for (let holder = take(lock); holder !== null; holder = take(lock)) {
    if (Number.isNaN(holder)) continue;
    if (!isAlive(holder)) takeAway(lock);
    else if (Date.now() > deadline)
      throw new WriteError(
        `another run (process ${holder}) has been writing here for ${PATIENCE / 1000} s: it holds ${lock}`,
      );
    else await setTimeout(PAUSE);
  }
  try {
    return await run();
  } finally {
    giveBack(lock);
  }
}
