import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWithin } from "../model/paths.ts";

/** Where a path leads, links followed; what is not there yet lies in its folder. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPathOf(folder), basename(path));
  }
}

/**
 * What is mounted in place of something that a container could write: itself where it is of our
 * own folder, else an empty folder or the copy of a file, the same one each time. A socket or a
 * device stays what it is.
 *
 * @param own Our folder, its own links followed.
 * @param mounts The folder in it for what stands in.
 */
export function standIn(own: string, mounts: string, source: string): string {
  if (isWithin(realPathOf(source), own)) return source;
  const status = statSync(source, { throwIfNoEntry: false });
  if (status && !status.isDirectory() && !status.isFile()) return source;
  const digest = createHash("sha256").update(source).digest("hex");
  const path = join(mounts, `${digest.slice(0, 8)}-${basename(source)}`);
  mkdirSync(status?.isFile() ? mounts : path, { recursive: true });
  if (status?.isFile()) copyFileSync(source, path);
  // Whoever it is in the container; what mkdir is told would lose the umask's bits.
  chmodSync(path, status?.isFile() ? 0o666 | status.mode : 0o777);
  return path;
}
