import { NEVER_IN_IMAGES } from "../model/never.ts";
import type { Image } from "../model/project.ts";
import { RUNTIMES, runtimeOf } from "../runtimes/index.ts";

/** An ignore file: what is let in again, and what is kept out even there. */
export interface IgnorePlan {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

/** A pattern's own signs, taken for what they are. */
const asPattern = (path: string) => path.replace(/[*?[\]\\]/g, "\\$&");

/** What the program writes inside a folder of its source: the folder is copied and watched, what lies there is not. */
function writtenInSource({ directories, toolchain, workdir }: Image): string[] {
  const folders = [...toolchain.source, ...toolchain.tests]
    .filter(({ isFolder }) => isFolder)
    .map(({ path }) => `${workdir}/${path}/`.replaceAll("//", "/"));
  return directories
    .filter(({ of }) => of === null)
    .filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
    .map(({ path }) => asPattern(path.slice(workdir.length + 1)));
}

/** What is kept out of an image and of every sync into its containers. */
const droppedPatterns = (image: Image): string[] => [
  ...NEVER_IN_IMAGES,
  ...runtimeOf(image.toolchain).ignore,
  ...writtenInSource(image),
  ...image.ignore,
];

/**
 * The ignore file of one image. It is an allow-list, so that what nobody thought of stays out;
 * manifests and lockfile are on it by their names, so that no pattern can drop them.
 *
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function planIgnore(image: Image): IgnorePlan {
  const { manifests, extras, source, tests } = image.toolchain;
  const watched = image.watch
    .map(({ path }) => path)
    .filter((path) => path !== ".");
  const paths = [
    ...manifests,
    ...extras,
    ...[...source, ...tests].map(({ path }) => path),
    ...watched,
  ];
  return {
    kept: [...new Set(paths)].map((path) => `!${path}`),
    dropped: droppedPatterns(image),
  };
}

/** What lies in a whole context and no list of source names: the ignore file has no need to. */
const LEFT_BEHIND: readonly string[] = [
  ...Object.values(RUNTIMES).flatMap(({ ignore }) => ignore),
  "**/.venv",
  "**/venv",
  "secrets",
];

/**
 * The same patterns for a watch rule, whose `ignore` is relative to its path. With an allow-list,
 * Compose drops the plain patterns of the ignore file, so that each rule has to name them again:
 * without that, a saved `.env` is synced.
 */
export function ignoredBelow(image: Image, path: string): string[] {
  if (path === ".")
    return [...new Set([...droppedPatterns(image), ...LEFT_BEHIND])];
  return droppedPatterns(image).flatMap((pattern) => {
    if (pattern.startsWith("**/")) return [pattern];
    return pattern.startsWith(`${path}/`)
      ? [pattern.slice(path.length + 1)]
      : [];
  });
}
