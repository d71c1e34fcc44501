import type { NodeToolchain } from "./toolchain.ts";

type Manager = NodeToolchain["packageManager"];

/** Both take the folder; npm keeps the order in which members are named, pnpm finds it. */
export const MEMBER_OPTION = {
  npm: (folder: string) => `--workspace=${folder}`,
  pnpm: (folder: string) => `--filter=./${folder}`,
} as const;

/** The words that run a script of members of a workspace, in their order; of the context's own package where none is named. */
export function runScript(
  manager: Manager,
  script: string,
  folders: readonly string[] = [],
): string[] {
  const members = folders.map(MEMBER_OPTION[manager]);
  return manager === "npm"
    ? ["npm", "run", script, ...members]
    : ["pnpm", ...members, "run", script];
}

/** The commands that build an image's package, and before it the members that it depends on. */
export function buildCommands({
  packageManager,
  build,
  workspace,
}: NodeToolchain): string[][] {
  if (build === null) return [];
  const own = runScript(packageManager, build);
  if (!workspace) return [own];
  const { built } = workspace;
  const members = built.filter((folder) => folder !== ".");
  return [
    ...(members.length > 0 ? [runScript(packageManager, build, members)] : []),
    ...(built.includes(".") ? [own] : []),
  ];
}
