import { createHash } from "node:crypto";
import {
  linkSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isAlive } from "./is-alive.ts";
import { WriteError } from "./write-files.ts";

/** How long a run waits for another one, in milliseconds, and how often it looks. */
const PATIENCE = 10_000;
const PAUSE = 25;

/** Who holds a lock; NaN when it was given back in this moment, 0 when it is none of ours. */
function holderOf(lock: string): number {
  try {
    return Number.parseInt(readFileSync(lock, "utf8"), 10) || 0;
  } catch {
    return Number.NaN;
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
    if (!isAlive(holder)) rmSync(lock, { force: true });
    else if (Date.now() > deadline)
      throw new WriteError(
        `another run (process ${holder}) has been writing here for ${PATIENCE / 1000} s`,
      );
    else await setTimeout(PAUSE);
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}
