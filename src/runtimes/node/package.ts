import type { ContextFiles } from "../../model/snapshot.ts";
import { isProjectPath, plainPath } from "../../spec/schema/scalars.ts";
import { literal } from "../scan.ts";
import { findSource, type SourceRules } from "../find-source.ts";
import { below, filesBelow, seenFrom } from "../workspace.ts";
import { following } from "./install-scripts.ts";
import {
  filesOfScripts,
  scriptWords,
  type PackageJson,
} from "./package-json.ts";

/** Folders that a program reads at run time though no code lies in them. */
const DATA = new Set(
  "public static views templates assets locales migrations drizzle prisma config".split(
    " ",
  ),
);

const SOURCE: SourceRules = {
  code: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
  topFiles:
    /^(?!.*\.(?:config|test|spec)\.)[^.].*\.(?:[cm]?[jt]sx?|vue)$|^index\.html$/,
  data: DATA,
  developmentFiles:
    /^(?:(?:vitest|jest|eslint|playwright)\.config\.[cm]?[jt]s|\.mocharc\..*|nodemon\.json)$/,
};

/** Configuration that a build reads. */
const BUILD_FILES =
  /^(?:tsconfig(?:\..*)?\.json|(?:vite|next|nest-cli|webpack|rollup|svelte|nuxt|astro|react-router|tsup|tsdown|postcss|tailwind|babel)(?:\.config)?\.(?:[cm]?[jt]s|json))$/;

export const isBuildFile = (path: string): boolean => BUILD_FILES.test(path);

/** What a member holds for others to read, such as the settings that their tsconfig.json extends. */
const SHARED_FILES = /^(?!package(?:-lock)?\.json$)[^./][^/]*\.json$/;

/** One package.json with what lies around it; every path is seen from the context. */
export interface NodePackage {
  readonly folder: string;
  readonly manifest: PackageJson;
  readonly source: readonly string[];
  readonly tests: readonly string[];
  readonly buildFiles: readonly string[];
  readonly isBuilt: boolean;
  /** Whether a script makes something of the source, be it the build's or one that installing would run. */
  readonly isMade: boolean;
  /** Whether it starts from a file that is there before any build, which may import all that lies beside it. */
  readonly startsFromSource: boolean;
  /** What the build makes; empty without one. */
  readonly output: readonly string[];
}

/** Whether what is started is there before any build, and not left there by an earlier one. */
function isStartedAsItIs(files: ContextFiles, manifest: PackageJson): boolean {
  const words = scriptWords(manifest.scripts.start) ?? [manifest.main ?? ""];
  const outDir = outDirOf(files);
  return words
    .map(plainPath)
    .some(
      (path) =>
        /\.[cm]?[jt]s$/.test(path) &&
        files.has(path) &&
        path.split("/")[0] !== outDir &&
        !isCompiled(files, path),
    );
}

/** tsconfig's outDir. */
function outDirOf(files: ContextFiles): string | undefined {
  const configuration =
    files.read("tsconfig.build.json") ?? files.read("tsconfig.json") ?? "";
  return /^[^/\n]*"outDir"\s*:\s*"(?:\.\/)?([^"]+?)\/*"/m.exec(
    configuration,
  )?.[1];
}

/** Whether a file is what a compiler makes: the TypeScript of its name is there too. An earlier build may have left it. */
function isCompiled(files: ContextFiles, path: string): boolean {
  const name = path
    .split("/")
    .at(-1)!
    .replace(/\.[cm]?js$/, "");
  const typed = new RegExp(`(?:^|/)${literal(name)}\\.[cm]?tsx?$`);
  return files.paths.some((each) => typed.test(each));
}

/** Scripts that start a program, or build it. */
const STARTS =
  /^(?:pre|post)?(?:start|dev|develop|serve|prod|workers?|build)(?::|$)/;

/** What scripts name of what lies there before any build: files that they start, whatever those are called. */
function startedIn(files: ContextFiles, { scripts }: PackageJson): string[] {
  const words = Object.entries(scripts)
    .filter(([name]) => STARTS.test(name))
    .flatMap(([, script]) => script.split(/[\s;&|()"']+/))
    .map((word) => word.replace(/^(?:\.\/)+/, ""));
  return words.filter(
    (word) =>
      files.has(word) &&
      /(?:^|\/)[^./]+$|\.(?:[cm]?[jt]sx?|sh|py)$/.test(word) &&
      !isBuildFile(word) &&
      !isCompiled(files, word),
  );
}

/** Where the compiler puts its output: tsconfig's outDir, else the folder that `start` or an import runs from. */
function findOutput(
  files: ContextFiles,
  manifest: PackageJson,
  isLibrary: boolean,
): string {
  const outDir = outDirOf(files);
  // What is there before any build was not made by one.
  const started = scriptWords(manifest.scripts.start)?.find(
    (word) =>
      /^(?!\.)[\w-]+\/.*\.[cm]?js$/.test(word) &&
      (!files.has(word) || isCompiled(files, word)),
  );
  const imported = /^(?:\.\/)?((?!src\/)[\w-]+)\/.*\.[cm]?js$/.exec(
    (isLibrary && manifest.entry) || "",
  )?.[1];
  const found = [outDir, started?.split("/")[0], imported];
  // What is in a file was not held against the schema.
  return found.find((path) => path && isProjectPath(path)) ?? "dist";
}

/** Whether a path of the output is there before any build, which only adds to it. */
const isThere = (files: ContextFiles, path: string): boolean =>
  path !== outDirOf(files) &&
  files.paths.some(
    (each) =>
      (each === path || each.startsWith(`${path}/`)) &&
      !isCompiled(files, each),
  );

const isIn = (folders: readonly string[], path: string): boolean =>
  folders.some((each) => path === each || path.startsWith(`${each}/`));

interface PackageOptions {
  /** Folders that the program writes: never source. */
  readonly written: readonly string[];
  /** What the spec says the build makes, or undefined. */
  readonly output: readonly string[] | undefined;
  /** Whether other members of a workspace import it, and nobody starts it. */
  readonly isLibrary: boolean;
  /** The folders of a workspace's members: what lies in another one is not this one's. */
  readonly members: readonly string[];
}

/** Reads the package in one folder of a context. */
export function readPackage(
  context: ContextFiles,
  folder: string,
  manifest: PackageJson,
  { written, output, isLibrary, members }: PackageOptions,
): NodePackage {
  const files = filesBelow(context, folder, members);
  const isBuilt = "build" in manifest.scripts;
  const scripts = [...(isBuilt ? ["build"] : []), ...following(manifest)];
  const isMade = scripts.length > 0;
  const startsFromSource =
    isBuilt &&
    !isLibrary &&
    output === undefined &&
    isStartedAsItIs(files, manifest);
  const outside = (path: string) => below(folder, path);
  const own = isBuilt ? [findOutput(files, manifest, isLibrary)] : [];
  const made = isMade && output ? output : own.map(outside);
  const inside = made.map((path) => seenFrom(folder, path));
  const absent = inside.filter((path) => !isThere(files, path));
  const found = findSource(files, SOURCE, {
    written: [...written, ...absent],
    started: startedIn(files, manifest),
  });
  const shared = isLibrary
    ? files.paths.filter((path) => SHARED_FILES.test(path))
    : [];
  // Beside code that runs as it is they are its data; alone they are what others are built with.
  const isData = !isBuilt && found.source.length > 0;
  const data = shared.filter((path) => isData && !isBuildFile(path));
  const named = filesOfScripts(files, manifest, scripts);
  const isRead = (path: string) =>
    isBuildFile(path) ||
    (shared.includes(path) && !isData) ||
    (named.includes(path) && !isIn(found.source, path));
  return {
    folder,
    manifest,
    source: [...found.source, ...data].map(outside),
    tests: found.tests.map(outside),
    buildFiles: files.paths.filter(isRead).map(outside),
    isBuilt,
    isMade,
    startsFromSource,
    output: made,
  };
}

/** Whether production reads a path of the source: all of it, or beside what was built the data. */
export const isReadAtRunTime = (
  { folder, isBuilt, startsFromSource, output }: NodePackage,
  path: string,
): boolean =>
  !isBuilt ||
  startsFromSource ||
  (DATA.has(seenFrom(folder, path)) && !output.includes(path));
