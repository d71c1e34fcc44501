import {
  chownSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
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
  const keepOwner = (source: string, target: string) => {
    if (!isRoot) return;
    const { uid, gid } = statSync(source);
    chownSync(target, uid, gid);
  };
  const visit = (path: string): void => {
    const source = join(from, path);
    const target = join(to, path);
    const status = lstatSync(source);
    if (status.isDirectory()) {
      if (isLeftOut(path)) return;
      mkdirSync(target, { recursive: true, mode: status.mode });
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
    keepOwner(source, target);
  };
  const visitReadable = (path: string) => {
    try {
      visit(path);
    } catch (error) {
      if (!isMissingRight(error)) throw error;
    }
  };
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) visitReadable(name);
}
