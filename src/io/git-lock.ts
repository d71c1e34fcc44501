import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A lock that a killed Git left behind is waited for no longer than this, in milliseconds. */
const PATIENCE = 2000;
const PAUSE = 10;

/** Where Git keeps the index of the repository that a folder is in; null outside of one. */
function gitFolder(folder: string): string | null {
  const own = join(folder, ".git");
  try {
    // A work tree and a submodule have a file there: https://git-scm.com/docs/gitrepository-layout
    const link = /^gitdir: (.*)$/m.exec(readFileSync(own, "utf8"))?.[1];
    return link === undefined ? null : resolve(folder, link);
  } catch {
    if (existsSync(own)) return own;
    return dirname(folder) === folder ? null : gitFolder(dirname(folder));
  }
}

/**
 * Waits while Git changes the files of a folder's repository: in the middle of a change of branches
 * some are of one and some of the other, and one that it is about to write must not be there.
 */
export async function untilGitIsDone(folder: string): Promise<void> {
  const git = gitFolder(folder);
  if (git === null) return;
  const end = performance.now() + PATIENCE;
  while (existsSync(join(git, "index.lock")) && performance.now() < end)
    await setTimeout(PAUSE);
}
