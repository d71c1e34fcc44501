import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** What an image must never hold, and is planted where none is. */
const PLANTED = [".env", ".env.local", ".git/config", "server.key"];

const statusOf = (path: string) => lstatSync(path, { throwIfNoEntry: false });

/** Whether a line more changes nothing, as long as it is a comment. */
const takesComment = (path: string, status: Stats) =>
  basename(path).startsWith(".env") &&
  status.isFile() &&
  (status.mode & 0o200) !== 0;

/**
 * Puts a line, NAME=value, into files that must not get into an image, in each of some folders.
 * What is there says the same as before: a file of variables gets it as a comment, others stay as
 * they are. Nothing is written below a file, such as the `.git` of a worktree or submodule, nor
 * through a link, which may lead to the user's own.
 */
export function plant(folders: readonly string[], text: string): void {
  for (const path of folders.flatMap((folder) =>
    PLANTED.map((name) => join(folder, name)),
  )) {
    const isBelow = statusOf(dirname(path))?.isDirectory() ?? true;
    const status = isBelow && statusOf(path);
    if (status && takesComment(path, status))
      appendFileSync(path, `\n# ${text}`);
    if (!isBelow || status) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
