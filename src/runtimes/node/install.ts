import type { Image } from "../../model/project.ts";
import { installMounts } from "../../stages/frame.ts";
import {
  rootCache,
  shellWord,
  userCache,
  USERS,
  type BoundFile,
  type RunStep,
} from "../../stages/steps.ts";
import { below } from "../workspace.ts";
import { MEMBER_OPTION } from "./build.ts";
import type { NodeToolchain } from "./toolchain.ts";

/** The line of pnpm that is taken when package.json names none. */
const PNPM = "10";

/** With a lockfile, and without one. */
const INSTALL = {
  npm: { locked: "npm ci", free: "npm install --no-package-lock" },
  pnpm: {
    locked: "pnpm install --frozen-lockfile",
    free: "pnpm install --no-lockfile",
  },
} as const;

const ONLY_PRODUCTION = { npm: "--omit=dev", pnpm: "--prod" } as const;

/** Where each keeps what it fetched, below a home directory. */
const CACHE = { npm: "/.npm", pnpm: "/.local/share/pnpm/store" } as const;

function command(
  { packageManager, lockfile }: NodeToolchain,
  store: string,
  options: readonly string[],
): string {
  const install = INSTALL[packageManager][lockfile ? "locked" : "free"];
  // The store lies on a cache mount, another file system, so pnpm has to be told where it is.
  const where = packageManager === "pnpm" ? [`--store-dir ${store}`] : [];
  return [install, ...options, ...where].join(" ");
}

/**
 * The members that production installs for. npm finds those that they depend on by itself; without
 * any named, both would install what the workspace's root runs with too.
 */
function membersOption({ packageManager, workspace }: NodeToolchain): string[] {
  const production = workspace?.production ?? [];
  if (production.length === 0 || production.includes(".")) return [];
  const named = packageManager === "npm" ? production.slice(-1) : production;
  return named.map(MEMBER_OPTION[packageManager]).map(shellWord);
}

/**
 * The files that production's installation reads. A member that only development takes is not seen:
 * npm would install what it depends on: https://github.com/npm/cli/issues/6670
 */
function productionManifests({ manifests, workspace }: NodeToolchain) {
  const left = (workspace?.everything ?? []).filter(
    (folder) => folder !== "." && !workspace!.production.includes(folder),
  );
  const unseen = new Set(left.map((folder) => `${folder}/package.json`));
  return manifests.filter((path) => !unseen.has(path));
}

const manifestAt = (folder: string) => below(folder, "package.json");

/** The manifests, each package.json that is to be without scripts from the stage that takes them out. */
function withoutScripts(
  { workdir }: Image,
  { leftOut }: NodeToolchain,
  manifests: readonly string[],
): BoundFile[] {
  const changed = leftOut.map(({ folder }) => manifestAt(folder));
  return manifests.map((path) =>
    changed.includes(path)
      ? { path, stage: "manifests", source: `${workdir}/${path}` }
      : path,
  );
}

/** What takes scripts out of each package.json, as one step. */
export const leaveScriptsOut = ({ leftOut }: NodeToolchain): RunStep => ({
  mounts: [],
  commands: leftOut.map(({ folder, scripts }) => {
    const where = folder === "." ? "" : `--prefix ${shellWord(folder)} `;
    const keys = scripts.map((name) => `scripts.${name}`).join(" ");
    return `npm ${where}pkg delete ${keys}`;
  }),
});

/** What production runs with, or everything that building takes; as root. */
export function installAsRoot(
  image: Image,
  toolchain: NodeToolchain,
  what: "production" | "everything",
): RunStep {
  const { packageManager } = toolchain;
  const store = `/root${CACHE[packageManager]}`;
  const cache = rootCache(packageManager, store);
  const isProduction = what === "production";
  const manifests = isProduction
    ? productionManifests(toolchain)
    : toolchain.manifests;
  const options = isProduction
    ? [ONLY_PRODUCTION[packageManager], ...membersOption(toolchain)]
    : [];
  // Where package.json names no dependency npm makes none, and production copies it by its name.
  const folder =
    isProduction && !toolchain.workspace ? ["mkdir -p node_modules"] : [];
  return {
    mounts: installMounts(
      image,
      cache,
      withoutScripts(image, toolchain, manifests),
    ),
    commands: [command(toolchain, store, options), ...folder],
  };
}

/** Everything, as the user, who owns it then. */
export function installAsUser(image: Image, toolchain: NodeToolchain): RunStep {
  const { packageManager, manifests } = toolchain;
  const store = image.user.home + CACHE[packageManager];
  return {
    mounts: installMounts(
      image,
      userCache(packageManager, store),
      withoutScripts(image, toolchain, manifests),
      USERS,
    ),
    commands: [command(toolchain, store, [])],
  };
}

/** The package manager itself, where the image has not the one that is wanted. */
export function installManager(toolchain: NodeToolchain): RunStep[] {
  const { packageManager, managerVersion } = toolchain;
  const version = managerVersion ?? (packageManager === "pnpm" ? PNPM : null);
  if (version === null) return [];
  return [
    {
      mounts: [rootCache("npm", "/root/.npm")],
      commands: [`npm install --global ${packageManager}@${version}`],
    },
  ];
}
