import { existsSync, readdirSync, statSync, type Dirent } from "node:fs";
import { join, posix } from "node:path";
import { RUNTIMES } from "../runtimes/index.ts";
import { plainPath } from "../spec/schema/scalars.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { readText } from "./find-spec.ts";

/** Folders that hold what was installed or built, by anybody's tools. */
export const MADE_BY_TOOLS: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".venv",
  "venv",
  "site-packages",
  "__pycache__",
  "dist",
  ".next",
  "target",
  "coverage",
  ".dockwright",
]);

/** How deep below a context files are listed: a `src` layout has its first code there. */
export const DEPTH = 4;

/** A folder with more entries than this is data, and no more of it is listed. */
export const MOST = 2000;

/** Manifests, by their names. */
export const READ = Object.values(RUNTIMES).map(({ reads }) => reads);

/** A virtual environment, whatever it is called: https://docs.python.org/3/library/venv.html */
const isVirtualEnvironment = (folder: string, entry: Dirent): boolean =>
  entry.isDirectory() && existsSync(join(folder, entry.name, "pyvenv.cfg"));

/** What is in a folder, but for virtual environments; nothing where it cannot be read. */
export function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => !isVirtualEnvironment(folder, entry),
    );
  } catch {
    // A folder that cannot be read, or that is gone by now, holds nothing for a build either.
    return [];
  }
}

/** A link into nowhere, a folder or a pipe has no content. */
export function readIfFile(root: string, path: string): Record<string, string> {
  const full = join(root, path);
  const isFile = statSync(full, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? { [path]: readText(full) } : {};
}

/**
 * Lists the files of contexts and reads their manifests.
 *
 * @param root The project's folder.
 * @param contexts Folders of the project that images are built from.
 * @param named Paths of the project that the spec names: listed wherever they lie.
 */
export function readSnapshot(
  root: string,
  contexts: readonly string[],
  named: readonly string[] = [],
): Snapshot {
  const paths = new Set<string>();
  const contents: Record<string, string> = {};
  const visit = (folder: string, depth: number): void => {
    for (const entry of list(join(root, folder)).slice(0, MOST)) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < DEPTH && !MADE_BY_TOOLS.has(entry.name))
          visit(path, depth + 1);
        continue;
      }
      if (paths.has(path)) continue;
      paths.add(path);
      if (depth <= 3 && READ.some((pattern) => pattern.test(entry.name)))
        Object.assign(contents, readIfFile(root, path));
    }
  };
  for (const context of new Set(contexts))
    visit(context === "." ? "" : context, 0);
  for (const path of new Set(named)) {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) visit(path, 0);
    else if (found) paths.add(path);
  }
  return { paths: [...paths].sort(), contents };
}

type Unchecked = Record<string, unknown> | null | undefined;

const isInside = (path: string) =>
  !path.startsWith("/") && !/(?:^|\/)\.\.(?:\/|$)/.test(path);

const contextOf = (image: Unchecked): string =>
  typeof image?.context === "string" ? plainPath(image.context) : ".";

/** The images of a spec, before it is known to be right. */
function imagesOf(data: unknown): Unchecked[] | null {
  const images = (data as Unchecked)?.images;
  return typeof images === "object" && images !== null
    ? Object.values(images)
    : null;
}

/** The contexts that a spec names, before it is known to be right. */
export function contextsOf(data: unknown): string[] {
  const images = imagesOf(data);
  return images === null ? ["."] : images.map(contextOf).filter(isInside);
}

/** The files and folders that a spec names, seen from the project, before it is known to be right. */
export const namedPathsOf = (data: unknown): string[] =>
  (imagesOf(data) ?? []).flatMap((image) =>
    ["source", "tests", "manifests"]
      .flatMap((key) => image?.[key] ?? [])
      .filter((path) => typeof path === "string")
      .map((path) => plainPath(path))
      .map((path) => posix.join(contextOf(image), path))
      .filter(isInside),
  );
