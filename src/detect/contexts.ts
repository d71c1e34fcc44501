import { filesIn, type Snapshot } from "../model/snapshot.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import type { Runtime } from "../runtimes/runtime.ts";

/** Folders whose projects are about this one, and no part of what it runs. */
const ASIDE =
  /(?:^|\/)(?:tests?|__tests__|e2e|fixtures|examples?|docs?|templates?|scripts|bench(?:marks)?|vendor|third_party|\.[^/]*)\//;

/** A folder that holds a project of a language. */
export interface Context {
  readonly folder: string;
  readonly runtime: Runtime;
}

const folderOf = (path: string) =>
  path.split("/").slice(0, -1).join("/") || ".";

/** Each folder with a manifest, and the project's own where a program lies there without one. */
export function findContexts(snapshot: Snapshot): Context[] {
  const found: Context[] = [];
  for (const runtime of Object.values(RUNTIMES)) {
    const { manifests, program } = detectorOf(runtime);
    const folders = snapshot.paths
      .filter((path) => manifests.includes(path.split("/").at(-1)!))
      .filter((path) => !ASIDE.test(path) && path.split("/").length <= 4)
      .map(folderOf);
    const atTop = snapshot.paths.some(
      (path) => !path.includes("/") && program.test(path),
    );
    const own = atTop && folders.length === 0 ? ["."] : [];
    for (const folder of new Set([...folders, ...own]))
      found.push({ folder, runtime });
  }
  return found.toSorted(
    (one, other) =>
      one.folder.split("/").length - other.folder.split("/").length ||
      Number(other.folder === ".") - Number(one.folder === ".") ||
      (one.folder < other.folder ? -1 : Number(one.folder > other.folder)),
  );
}

type Language = readonly [file: RegExp, language: string];

/** Languages that programs of a server are written in, by their manifests. */
const PROGRAMS: readonly Language[] = [
  [/^go\.mod$/, "Go"],
  [/^Cargo\.toml$/, "Rust"],
  [/^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, "Java"],
  [/^Gemfile$/, "Ruby"],
  [/^composer\.json$/, "PHP"],
  [/\.(?:csproj|fsproj|sln)$/, ".NET"],
  [/^mix\.exs$/, "Elixir"],
];

/** Languages that we do not build, by the file that gives each away. */
const UNKNOWN: readonly Language[] = [
  ...PROGRAMS,
  [/^(?:deno\.jsonc?)$/, "Deno"],
  [/^Package\.swift$/, "Swift"],
  [/^build\.sbt$/, "Scala"],
  [/^CMakeLists\.txt$/, "C or C++"],
  [/\.go$/, "Go"],
  [/\.rs$/, "Rust"],
  [/\.rb$/, "Ruby"],
  [/\.php$/, "PHP"],
];

/** Parts of an app that others build. */
const PART_OF_APP = /(?:^|\/)(?:ios|android|src-tauri|native)\//;

/** Languages whose manifests lie beside what is built, each with the first. */
export function findOthers({
  paths,
}: Snapshot): { file: string; language: string }[] {
  const own = paths.filter(
    (path) =>
      !ASIDE.test(path) &&
      !PART_OF_APP.test(path) &&
      path.split("/").length <= 3,
  );
  const found = PROGRAMS.flatMap(([pattern, language]) => {
    const file = own.find((path) => pattern.test(path.split("/").at(-1)!));
    return file === undefined ? [] : [{ file, language }];
  });
  return found;
}

/** A language that is there and not built here, with the file that says so. */
export function findUnknown({
  paths,
}: Snapshot): { file: string; language: string } | null {
  for (const [pattern, language] of UNKNOWN) {
    const file = paths.find(
      (path) => !ASIDE.test(path) && pattern.test(path.split("/").at(-1)!),
    );
    if (file !== undefined) return { file, language };
  }
  return null;
}

/** Whether there is any file that somebody wrote. */
export const isEmpty = (snapshot: Snapshot): boolean =>
  !filesIn(snapshot, ".").paths.some(
    (path) =>
      !/^(?:\.|LICEN[CS]E|README|Dockerfile|(?:docker-)?compose)/i.test(path),
  );
