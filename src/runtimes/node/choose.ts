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

/** The spec's word first, then .nvmrc or .node-version, then engines.node. */
export function chooseVersion(
  image: ImageSpec,
  files: ContextFiles,
  engines: string | null,
): Choice<string> {
  const range = engines !== null && validRange(engines) ? engines : "*";
  const fits = (version: string) =>
    !validRange(version) || intersects(version, range);
  const fitting = VERSIONS.find(fits);
  const pin = [".nvmrc", ".node-version"].find(
    (path) => files.read(path) !== null,
  );
  const pinned = pin && /^v?(\d+)/m.exec(files.read(pin) ?? "")?.[1];
  const written = image.runtime.node;
  const asked = written != null ? String(written) : pinned || undefined;
  const chosen = asked ?? fitting;
  if (chosen !== undefined && fits(chosen))
    return { taken: chosen, problem: null };
  const where = written != null ? "the spec" : pin;
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
