import { lstatSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { UsageError } from "./find-spec.ts";

/** The nearest folder above a path that is there. */
function existing(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false })
    ? path
    : existing(dirname(path));
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
  const stat = lstatSync(full, { throwIfNoEntry: false });
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
  const parent = relative(real, realpathSync(existing(dirname(full))));
  if (parent === ".." || parent.startsWith(`..${sep}`)) {
    throw new UsageError(
      `${path} leads out of the project by a link`,
      "replace the linked folder by a folder of the project",
    );
  }
}
