import { lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What an image must never hold, and is planted where none is. */
const PLANTED = [".env", ".env.local", ".git/config", "server.key"];

const statusOf = (path: string) => lstatSync(path, { throwIfNoEntry: false });

/**
 * Puts a text into files that must not get into an image, in each of some folders. What is there
 * stays as it is; nothing is written below a file, such as the `.git` of a worktree or submodule,
 * nor through a link, which may lead to the user's own.
 */
export function plant(folders: readonly string[], text: string): void {
  for (const path of folders.flatMap((folder) =>
    PLANTED.map((name) => join(folder, name)),
  )) {
    const isBelow = statusOf(dirname(path))?.isDirectory() ?? true;
    if (!isBelow || statusOf(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
