import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { SPEC_FILES } from "./find-spec.ts";
import { PRETTIER_FILES } from "./format-files.ts";
import { DEPTH, list, MADE_BY_TOOLS, MOST, READ } from "./read-snapshot.ts";

/**
 * Why a folder is watched. `tree`: its files are listed, and its manifests read. `templates`: all in
 * it counts. `settings`: the spec and prettier's configuration. `way`: one of the others lies below
 * it, and may be made or renamed. `output`: what was written there.
 */
type Interest = "tree" | "templates" | "settings" | "way" | "output";

export type Interests = ReadonlySet<Interest>;

export interface Sources {
  /** The project's folder, an absolute path. */
  readonly root: string;
  /** Folders of the project that images are built from. */
  readonly contexts: readonly string[];
  /** The folder that holds templates of the project's own. */
  readonly templates: string | null;
  /** Paths that were written, relative to the project. */
  readonly outputs: readonly string[];
}

const SETTINGS = new Set([
  ...SPEC_FILES,
  ...PRETTIER_FILES,
  ".prettierignore",
  "package.json",
]);

const MODULES = /^\.(?:[cm]?[jt]s|json)$/;

/** The folder and those below it in which something is listed. */
function below(folder: string, depth: number): string[] {
  const entries = depth > 0 ? list(folder).slice(0, MOST) : [];
  const inner = entries
    .filter((each) => each.isDirectory() && !MADE_BY_TOOLS.has(each.name))
    .flatMap(({ name }) => below(join(folder, name), depth - 1));
  return [folder, ...inner];
}

/** The folders on the way from the project's own to one of it. */
function wayTo(root: string, path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => join(root, ...parts.slice(0, index + 1)));
}

/** The folders above in which prettier looks for its configuration: up to the repository's root. */
function above(folder: string): string[] {
  const parent = dirname(folder);
  const isEnd = parent === folder || existsSync(join(folder, ".git"));
  return isEnd ? [folder] : [folder, ...above(parent)];
}

/**
 * The folders whose files decide what `generate` writes. A folder is watched and not each file in it:
 * one entry in the system's table for hundreds, and an editor that replaces a file is seen as well as
 * one that writes into it.
 *
 * @returns Why each folder is watched, by its absolute path.
 */
export function watchedFolders(
  sources: Sources,
): ReadonlyMap<string, Interests> {
  const { root, contexts, templates, outputs } = sources;
  const folders = new Map<string, Set<Interest>>();
  const add = (interest: Interest, paths: readonly string[]) => {
    for (const path of paths)
      folders.set(path, (folders.get(path) ?? new Set()).add(interest));
  };
  add("settings", above(root));
  for (const context of new Set(contexts))
    add("tree", below(join(root, context), DEPTH));
  if (templates !== null)
    add("templates", below(join(root, templates), Number.POSITIVE_INFINITY));
  for (const path of [...contexts, ...(templates === null ? [] : [templates])])
    add("way", [root, ...wayTo(root, path)]);
  add(
    "output",
    outputs.map((path) => dirname(join(root, path))),
  );
  return folders;
}

/**
 * Whether what happened to a file can change what `generate` writes.
 *
 * @param interests Why its folder is watched.
 * @param name Its name in there.
 * @param isListed Whether it came, went or was renamed; its text alone changed otherwise.
 * @param isModule Whether the spec is a module, which may import any other.
 */
export function concerns(
  interests: Interests,
  name: string,
  isListed: boolean,
  isModule: boolean,
): boolean {
  if (MADE_BY_TOOLS.has(name)) return false;
  if (interests.has("templates")) return true;
  if (interests.has("settings") && SETTINGS.has(name)) return true;
  if (isListed) return interests.has("tree") || interests.has("way");
  if (!interests.has("tree")) return false;
  if (READ.some((pattern) => pattern.test(name))) return true;
  return isModule && MODULES.test(extname(name));
}
