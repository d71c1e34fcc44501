import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { isProjectPath } from "../../spec/schema/scalars.ts";
import { findSource, withKinds, type SourceRules } from "../find-source.ts";
import type { ImageProblem, Notice, Resolution } from "../runtime.ts";
import { chooseManager, chooseVersion, MANAGER_FILES } from "./choose.ts";
import {
  NO_PACKAGE_JSON,
  readPackageJson,
  scriptWords,
  type PackageJson,
} from "./package-json.ts";
import type { NodeToolchain } from "./toolchain.ts";

const DATA = new Set(
  "public static views templates assets locales migrations drizzle prisma config".split(
    " ",
  ),
);

const SOURCE: SourceRules = {
  code: /\.[cm]?[jt]sx?$/,
  topFiles:
    /^(?!.*\.(?:config|test|spec)\.)[^.].*\.[cm]?[jt]sx?$|^index\.html$/,
  data: DATA,
  developmentFiles:
    /^(?:(?:vitest|jest|eslint|playwright)\.config\.[cm]?[jt]s|\.mocharc\..*)$/,
};

/** Configuration that a build reads. */
const BUILD_FILES =
  /^(?:tsconfig(?:\..*)?\.json|(?:vite|next|nest-cli|webpack|rollup|svelte|nuxt|astro|tsup|tsdown|postcss|tailwind|babel)(?:\.config)?\.(?:[cm]?[jt]s|json))$/;

/** Where the compiler puts its output: tsconfig's outDir, else the folder that `start` runs from. */
function findOutput(files: ContextFiles, manifest: PackageJson): string {
  const configuration =
    files.read("tsconfig.build.json") ?? files.read("tsconfig.json") ?? "";
  const outDir = /^[^/\n]*"outDir"\s*:\s*"(?:\.\/)?([^"]+?)\/*"/m.exec(
    configuration,
  )?.[1];
  const started = scriptWords(manifest.scripts.start)?.find((word) =>
    /^(?!\.)[\w-]+\/.*\.[cm]?js$/.test(word),
  );
  const found = [outDir, started?.split("/")[0]];
  // What is in a file was not held against the schema.
  return found.find((path) => path && isProjectPath(path)) ?? "dist";
}

interface NodeFacts {
  /** Null where there is none; a text says why it cannot be read. */
  readonly manifest: PackageJson | string | null;
  readonly isWorkspace: boolean;
  readonly hasSource: boolean;
}

function* nodeProblems(facts: NodeFacts): Generator<ImageProblem> {
  const { manifest, isWorkspace, hasSource } = facts;
  if (manifest === null || typeof manifest === "string") {
    const reason = manifest ?? "there is none in the context";
    yield {
      key: ["runtime", "node"],
      message: `package.json cannot be read: ${reason}`,
      advice: "write one (`npm init`) or mend it",
    };
    return;
  }
  if (isWorkspace) {
    yield {
      key: ["context"],
      message:
        "package.json is the root of a workspace, which is not supported yet",
      advice:
        "give the image a context of its own: a folder with its own lockfile",
    };
  }
  if (!hasSource) {
    yield {
      key: ["runtime", "node"],
      message:
        "no JavaScript or TypeScript file was found to copy into the image",
      advice: "name what belongs into it: source: [src]",
    };
  }
}

function unlocked(packageManager: "npm" | "pnpm"): Notice {
  const [lock] = MANAGER_FILES[packageManager].locks;
  return {
    message: `there is no ${lock}, so each build may install other versions`,
    advice: `run \`${packageManager} install\`, commit ${lock} and generate again`,
  };
}

/** What installing reads: the manifest, the lockfile, the manager's configuration, patches. */
function findManifests(
  packageManager: "npm" | "pnpm",
  lockfile: string | null,
  files: ContextFiles,
): string[] {
  const { configuration } = MANAGER_FILES[packageManager];
  const present = ["package.json", lockfile ?? "", ...configuration];
  const patches = files.paths.filter((path) => path.startsWith("patches/"));
  return [...present.filter((path) => files.has(path)), ...patches];
}

/** Reads a Node project's own files: https://docs.npmjs.com/cli/configuring-npm/package-json */
export function resolveNode(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
): Resolution<NodeToolchain> {
  const text = files.read("package.json");
  const read = text === null ? null : readPackageJson(text);
  const manifest =
    read === null || typeof read === "string" ? NO_PACKAGE_JSON : read;
  const manager = chooseManager(image, files, manifest);
  const version = chooseVersion(image, files, manifest.engines);
  const packageManager = manager.taken;
  const { locks } = MANAGER_FILES[packageManager];
  const lockfile = locks.find((lock) => files.has(lock)) ?? null;
  const build = "build" in manifest.scripts ? "build" : null;
  const output = build ? (image.output ?? [findOutput(files, manifest)]) : [];
  const found = findSource(files, SOURCE, [...written, ...output]);
  const source = withKinds(files, image.source ?? found.source);
  const buildFiles = files.paths.filter((path) => BUILD_FILES.test(path));
  const main = manifest.main === null ? null : ["node", manifest.main];
  const start = scriptWords(manifest.scripts.start) ?? main;
  const isWorkspace =
    manifest.hasWorkspaces ||
    /^packages:/m.test(files.read("pnpm-workspace.yaml") ?? "");
  const facts = { manifest: read, isWorkspace, hasSource: source.length > 0 };
  const own = manifest.manager?.name === packageManager;
  return {
    problems: [
      ...nodeProblems(facts),
      ...[manager, version].flatMap(({ problem }) => problem ?? []),
    ],
    warnings: lockfile === null ? [unlocked(packageManager)] : [],
    toolchain: {
      runtime: "node",
      packageManager,
      managerVersion: own ? (manifest.manager?.version ?? null) : null,
      version: version.taken,
      baseImage: `node:${version.taken}-slim`,
      source,
      tests: withKinds(files, image.tests ?? found.tests),
      manifests: [
        ...findManifests(packageManager, lockfile, files),
        ...(image.manifests ?? []),
      ],
      lockfile,
      extras: buildFiles,
      buildFiles,
      developmentPackages: manifest.devDependencies.filter(
        (name) => !manifest.dependencies.includes(name),
      ),
      commands: {
        development: scriptWords(manifest.scripts.dev) ?? start,
        production: start,
      },
      build,
      output,
      assets: build ? source.filter(({ path }) => DATA.has(path)) : [],
    },
  };
}
