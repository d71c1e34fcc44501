import intersects from "semver/ranges/intersects.js";
import validRange from "semver/ranges/valid.js";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { findSource, withKinds, type SourceRules } from "../find-source.ts";
import type { Notice, Resolution } from "../runtime.ts";
import type { ContextFiles } from "../../model/snapshot.ts";
import {
  readPackageJson,
  scriptWords,
  type PackageJson,
} from "./package-json.ts";
import type { NodeToolchain } from "./toolchain.ts";

/** Lines with long-term support, the one to take first in front: https://github.com/nodejs/release */
const VERSIONS = ["24", "22", "26", "20"];

const DATA = new Set([
  "public",
  "static",
  "views",
  "templates",
  "assets",
  "locales",
  "migrations",
  "drizzle",
  "prisma",
  "config",
]);
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

const MANAGER_FILES: Record<
  "npm" | "pnpm",
  { locks: string[]; configuration: string[] }
> = {
  npm: {
    locks: ["package-lock.json", "npm-shrinkwrap.json"],
    configuration: [".npmrc"],
  },
  pnpm: {
    locks: ["pnpm-lock.yaml"],
    configuration: ["pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs"],
  },
};

const FOREIGN_LOCKS = {
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

const EMPTY: PackageJson = {
  engines: null,
  manager: null,
  scripts: {},
  main: null,
  hasWorkspaces: false,
};

type Problem = Notice & { key: readonly string[] };

function chooseManager(
  image: ImageSpec,
  files: ContextFiles,
  manifest: PackageJson,
): "npm" | "pnpm" | Problem {
  const wanted = image.runtime.packageManager;
  if (wanted === "npm" || wanted === "pnpm") return wanted;
  const named = manifest.manager?.name;
  if (named === "npm" || named === "pnpm") return named;
  if (files.has("pnpm-lock.yaml")) return "pnpm";
  if (MANAGER_FILES.npm.locks.some((lock) => files.has(lock))) return "npm";
  const foreign =
    named ??
    Object.entries(FOREIGN_LOCKS).find(([lock]) => files.has(lock))?.[1];
  if (!foreign) return "npm";
  return {
    key: ["runtime", "packageManager"],
    message: `the project uses ${foreign}, which is not supported yet`,
    advice: "write packageManager: npm (or pnpm) and commit its lockfile",
  };
}

function chooseVersion(
  image: ImageSpec,
  files: ContextFiles,
  engines: string | null,
): string | Problem {
  const written = image.runtime.node;
  const pinned = /^v?(\d+)/m.exec(
    files.read(".nvmrc") ?? files.read(".node-version") ?? "",
  )?.[1];
  const range = engines && validRange(engines) ? engines : "*";
  const fits = (version: string) =>
    !/^\d+$/.test(version) || intersects(`${version}.x`, range);
  const chosen =
    written != null ? String(written) : (pinned ?? VERSIONS.find(fits));
  const suggestion = VERSIONS.find(fits);
  if (chosen !== undefined && fits(chosen)) return chosen;
  return {
    key: ["runtime", "node"],
    message:
      chosen === undefined
        ? `no official image of Node.js fits engines.node = "${engines}"`
        : `${written != null ? "the spec" : files.read(".nvmrc") ? ".nvmrc" : ".node-version"} asks for Node.js ${chosen}, engines.node for ${engines}`,
    advice: suggestion
      ? `write a version that fits both, such as "${suggestion}"`
      : 'write the version to take: runtime: { node: "24" }',
  };
}

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
  return outDir ?? started?.split("/")[0] ?? "dist";
}

function withoutLockfile(packageManager: "npm" | "pnpm"): Notice {
  const [lock] = MANAGER_FILES[packageManager].locks;
  return {
    message: `there is no ${lock}, so each build may install other versions`,
    advice: `run \`${packageManager} install\`, commit ${lock} and generate again`,
  };
}

/** Reads a Node project's own files: https://docs.npmjs.com/cli/configuring-npm/package-json */
export function resolveNode(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
): Resolution<NodeToolchain> {
  const problems: Problem[] = [];
  const warnings: Notice[] = [];
  const text = files.read("package.json");
  const read =
    text === null ? "there is none in the context" : readPackageJson(text);
  if (typeof read === "string") {
    problems.push({
      key: ["runtime"],
      message: `package.json cannot be read: ${read}`,
      advice: "write one (`npm init`) or mend it",
    });
  }
  const manifest = typeof read === "string" ? EMPTY : read;
  const manager = chooseManager(image, files, manifest);
  if (typeof manager !== "string") problems.push(manager);
  const packageManager = typeof manager === "string" ? manager : "npm";
  const version = chooseVersion(image, files, manifest.engines);
  if (typeof version !== "string") problems.push(version);

  const { locks, configuration } = MANAGER_FILES[packageManager];
  const lockfile = locks.find((lock) => files.has(lock)) ?? null;
  if (!lockfile && text !== null)
    warnings.push(withoutLockfile(packageManager));
  const isWorkspace =
    manifest.hasWorkspaces ||
    /^packages:/m.test(files.read("pnpm-workspace.yaml") ?? "");
  if (isWorkspace) {
    problems.push({
      key: ["context"],
      message:
        "package.json is the root of a workspace, which is not supported yet",
      advice:
        "give the image a context of its own, a folder with its own lockfile",
    });
  }
  const build = "build" in manifest.scripts ? "build" : null;
  const output = build ? (image.output ?? [findOutput(files, manifest)]) : [];
  const found = findSource(files, SOURCE, [...written, ...output]);
  const source = withKinds(files, image.source ?? found.source);
  if (source.length === 0) {
    problems.push({
      key: ["runtime"],
      message:
        "no JavaScript or TypeScript file was found to copy into the image",
      advice: "name what belongs into it: source: [src]",
    });
  }
  const start =
    scriptWords(manifest.scripts.start) ??
    (manifest.main ? ["node", manifest.main] : null);
  return {
    problems,
    warnings,
    toolchain: {
      runtime: "node",
      packageManager,
      managerVersion:
        manifest.manager?.name === packageManager
          ? manifest.manager.version
          : null,
      version: typeof version === "string" ? version : VERSIONS[0]!,
      baseImage: `node:${typeof version === "string" ? version : VERSIONS[0]}-slim`,
      source,
      tests: withKinds(files, image.tests ?? found.tests),
      manifests: [
        "package.json",
        ...(lockfile ? [lockfile] : []),
        ...configuration.filter((path) => files.has(path)),
        ...files.paths.filter((path) => path.startsWith("patches/")),
        ...(image.manifests ?? []),
      ],
      lockfile,
      extras: files.paths.filter((path) => BUILD_FILES.test(path)),
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
