import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  type Stats,
} from "node:fs";
import { join } from "node:path";

/** Bytes: more than this is data that nobody wants twice. */
const MOST = 4 * 2 ** 30;

const isRoot = process.getuid?.() === 0;

function isMissingRight(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM";
}

/**
 * Copies a folder: its files, folders and links, with their modes, and their owners where we may.
 * What cannot be read is left out, as no build could read it either.
 *
 * @param isLeftOut Is asked for each folder, by its path from the root with forward slashes.
 * @throws Error when there is more than can sensibly be copied.
 */
export function copyTree(
  from: string,
  to: string,
  isLeftOut: (path: string) => boolean,
): void {
  let bytes = 0;
  mkdirSync(to, { recursive: true });
  const own = statSync(to);
  /** Of folders and files; giving one away takes some of its bits. */
  const keepRights = (target: string, status: Stats) => {
    const { mode, uid, gid } = status;
    if (isRoot) chownSync(target, uid, gid);
    // What is in a folder is changed and taken away again, by us.
    const least = status.isDirectory() ? 0o700 : 0;
    chmodSync(target, (mode & 0o7777) | least);
  };
  const visit = (path: string): void => {
    const source = join(from, path);
    const target = join(to, path);
    const status = lstatSync(source);
    if (status.isDirectory()) {
      const isCopy = status.ino === own.ino && status.dev === own.dev;
      if (isCopy || isLeftOut(path)) return;
      mkdirSync(target, { recursive: true });
      for (const name of readdirSync(source)) visitReadable(`${path}/${name}`);
    } else if (status.isSymbolicLink()) {
      symlinkSync(readlinkSync(source), target);
      return;
    } else if (status.isFile()) {
      bytes += status.size;
      if (bytes > MOST)
        throw new Error(
          `${from} holds more than ${MOST / 2 ** 30} GiB, and changes are made in a copy of it`,
        );
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
    } else return;
    keepRights(target, status);
  };
  const visitReadable = (path: string) => {
    try {
      visit(path);
    } catch (error) {
      if (!isMissingRight(error)) throw error;
    }
  };
  for (const name of readdirSync(from)) visitReadable(name);
}
