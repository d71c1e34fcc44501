import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { assertOrdinary, UsageError } from "./find-spec.ts";

/** What is at a path itself, a link not followed; undefined where nothing is, or a file is no folder. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Where the nearest folder above a path that is there really is; null behind a link into nowhere. */
function realFolder(path: string): string | null {
  if (!lookAt(path)) return realFolder(dirname(path));
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/**
 * Makes sure that a path of the project is written in the project: neither it nor a folder
 * above it is a link to elsewhere.
 *
 * @throws UsageError when it is.
 */
export function assertInside(root: string, path: string): void {
  const real = realpathSync(root);
  const full = join(real, path);
  const stat = lookAt(full);
  if (stat?.isSymbolicLink())
    throw new UsageError(
      `${path} is a link`,
      "replace it by a file, or take it away",
    );
  if (stat?.isDirectory())
    throw new UsageError(
      `${path} is a folder`,
      "move it away: a file of that name is to be written",
    );
  assertOrdinary(path, stat);
  const folder = realFolder(dirname(full));
  const parent = folder === null ? ".." : relative(real, folder);
  if (parent === ".." || parent.startsWith(`..${sep}`)) {
    throw new UsageError(
      `${path} leads out of the project by a link`,
      "replace the linked folder by a folder of the project",
    );
  }
}
