import type { Image, Mode, Settings } from "../../model/project.ts";
import { inProject, isWithin } from "../../model/paths.ts";
import type { CompiledSource, SourcePath } from "../../model/toolchain.ts";
import { ignoredBelow } from "../plan-ignore.ts";

/** A rule of `develop.watch`, in Compose's own keys. */
export interface ComposeWatchRule {
  readonly action: string;
  readonly path: string;
  readonly target?: string;
  readonly ignore?: readonly string[];
  readonly exec?: unknown;
}

const inContext = (image: Image, path: string) =>
  inProject(image.context, path);

/** Paths whose change makes another image, whatever runs in it. */
const rebuildPaths = (image: Image): string[] => [
  ...[...image.toolchain.manifests, ...image.toolchain.buildFiles].map((path) =>
    inContext(image, path),
  ),
  image.dockerfile,
];

const ignoring = (patterns: readonly string[]) =>
  patterns.length > 0 ? { ignore: patterns } : {};

function ownRules(image: Image): ComposeWatchRule[] {
  return image.watch.map(({ action, path, target, ignore, exec }) => ({
    action,
    path: inContext(image, path),
    ...(target !== null && { target }),
    ...ignoring([
      ...(target === null ? [] : ignoredBelow(image, path)),
      ...ignore,
    ]),
    ...(exec !== null && { exec }),
  }));
}

/** What of its code a process loads again by itself. */
export type Reloading = Pick<Settings, "reloads" | "followsImports">;

/** Whether a process sees a change of a path by itself: one that reloads its code does not read its data again. */
const follows = (
  { toolchain }: Image,
  { reloads, followsImports }: Reloading,
  path: string,
): boolean =>
  reloads &&
  !toolchain.included.includes(path) &&
  (followsImports || isWithin(path, toolchain.folder));

/**
 * What a saved file does to a service.
 * The development stage gets the file itself, and the process is restarted unless it reloads it;
 * production's code is installed, so that only another image changes what runs.
 *
 * https://docs.docker.com/compose/how-tos/file-watch/
 */
export function planWatch(
  image: Image,
  target: Mode,
  process: Reloading,
): ComposeWatchRule[] {
  const { source, tests, compiled } = image.toolchain;
  const rebuild = (paths: readonly string[]) =>
    [...new Set(paths)].map((path) => ({ action: "rebuild", path }));
  if (target === "production") {
    return rebuild([
      ...source.map(({ path }) => inContext(image, path)),
      ...rebuildPaths(image),
    ]);
  }
  // The same list is one object, which the file writes once.
  const lists = new Map<string, readonly string[]>();
  const ignored = (path: string) => {
    const list = ignoredBelow(image, path);
    const key = list.join("\n");
    lists.set(key, lists.get(key) ?? list);
    return lists.get(key)!;
  };
  const sync =
    (action: string) =>
    ({ path, isFolder }: SourcePath): ComposeWatchRule => ({
      action,
      path: inContext(image, path),
      target: `${image.workdir}/${path}`,
      ...(isFolder && { ignore: ignored(path) }),
    });
  const compile = (each: SourcePath, { command }: CompiledSource) => ({
    ...sync("sync+exec")(each),
    exec: { command, working_dir: image.workdir },
  });
  const compiledOf = ({ path }: SourcePath) =>
    compiled.find(({ paths }) => paths.includes(path));
  const reloads = ({ path }: SourcePath) => follows(image, process, path);
  // What is restarted before it was compiled runs the old code, so that it has to be built again.
  const isBuiltAgain = (each: SourcePath) =>
    compiledOf(each) !== undefined && !reloads(each);
  const again = source.filter(isBuiltAgain);
  return [
    ...source
      .filter((each) => !isBuiltAgain(each))
      .map((each) => {
        const how = compiledOf(each);
        if (how) return compile(each, how);
        return sync(reloads(each) ? "sync" : "sync+restart")(each);
      }),
    ...tests.map(sync("sync")),
    ...rebuild([
      ...again.map(({ path }) => inContext(image, path)),
      ...rebuildPaths(image),
    ]),
    ...ownRules(image),
  ];
}
