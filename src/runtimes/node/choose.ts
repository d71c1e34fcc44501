import intersects from "semver/ranges/intersects.js";
import validRange from "semver/ranges/valid.js";
import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import type { ImageProblem } from "../runtime.ts";
import type { PackageJson } from "./package-json.ts";

/** Lines with long-term support, the one to take first in front: https://github.com/nodejs/release */
const VERSIONS = ["24", "22", "26", "20"] as const;

/** The lockfiles of each package manager, and the files that configure it. */
export const MANAGER_FILES = {
  npm: {
    locks: ["package-lock.json", "npm-shrinkwrap.json"],
    configuration: [".npmrc"],
  },
  pnpm: {
    locks: ["pnpm-lock.yaml"],
    configuration: ["pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs"],
  },
} as const;

const FOREIGN_LOCKS = {
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/** A choice, or what keeps it from being made; `taken` goes on so that all problems are found at once. */
export interface Choice<Taken> {
  readonly taken: Taken;
  readonly problem: ImageProblem | null;
}

/** The spec's word first, then packageManager, then the lockfile, then a workspace that only pnpm has. */
export function chooseManager(
  image: ImageSpec,
  files: ContextFiles,
  manifest: PackageJson,
): Choice<"npm" | "pnpm"> {
  const wanted = image.runtime.packageManager ?? manifest.manager?.name;
  if (wanted === "npm" || wanted === "pnpm")
    return { taken: wanted, problem: null };
  if (files.has("pnpm-lock.yaml")) return { taken: "pnpm", problem: null };
  const hasOwn = MANAGER_FILES.npm.locks.some((lock) => files.has(lock));
  const foreign =
    wanted ??
    Object.entries(FOREIGN_LOCKS).find(([lock]) => files.has(lock))?.[1];
  if (hasOwn) return { taken: "npm", problem: null };
  if (foreign === undefined) {
    const isPnpm = files.has("pnpm-workspace.yaml");
    return { taken: isPnpm ? "pnpm" : "npm", problem: null };
  }
  return {
    taken: "npm",
    problem: {
      key: ["runtime", "packageManager"],
      message: `the project uses ${foreign}, which is not supported yet`,
      advice: "write packageManager: npm (or pnpm) and commit its lockfile",
    },
  };
}

/** Where a version is pinned beside package.json: nvm, nodenv and others, asdf and mise. */
export const VERSION_FILES: readonly (readonly [file: string, line: RegExp])[] =
  [
    [".nvmrc", /^v?(\d+)/m],
    [".node-version", /^v?(\d+)/m],
    [".tool-versions", /^node(?:js)?\s+v?(\d+)/m],
  ];

/** The version that a file pins, or Volta. */
function pinned(files: ContextFiles, { volta }: PackageJson) {
  const written = VERSION_FILES.flatMap(([file, line]) => {
    const [, version] = line.exec(files.read(file) ?? "") ?? [];
    return version === undefined ? [] : [{ file, version }];
  });
  const [, version] = /^v?(\d+)/.exec(volta ?? "") ?? [];
  return (
    written[0] ??
    (version === undefined ? null : { file: "volta.node", version })
  );
}

/** The spec's word first, then a file that pins it, then volta.node, then engines.node. */
export function chooseVersion(
  image: ImageSpec,
  files: ContextFiles,
  manifest: PackageJson,
): Choice<string> {
  const { engines } = manifest;
  const range = engines !== null && validRange(engines) ? engines : "*";
  const fits = (version: string) =>
    !validRange(version) || intersects(version, range);
  const fitting = VERSIONS.find(fits);
  const pin = pinned(files, manifest);
  const written = image.runtime.node;
  const asked = written != null ? String(written) : pin?.version;
  const chosen = asked ?? fitting;
  if (chosen !== undefined && fits(chosen))
    return { taken: chosen, problem: null };
  const where = written != null ? "the spec" : pin?.file;
  return {
    taken: chosen ?? VERSIONS[0],
    problem: {
      key: ["runtime", "node"],
      message:
        asked === undefined
          ? `no official image of Node.js fits engines.node = "${engines}"`
          : `${where} asks for Node.js ${asked}, engines.node for ${engines}`,
      advice:
        fitting === undefined
          ? `write the version to take: runtime: { node: "${VERSIONS[0]}" }`
          : `write a version that fits both, such as "${fitting}"`,
    },
  };
}
