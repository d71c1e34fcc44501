import type { NodeToolchain } from "./toolchain.ts";

type Manager = NodeToolchain["packageManager"];

/** Both take the folder; npm keeps the order in which members are named, pnpm finds it. */
export const MEMBER_OPTION = {
  npm: (folder: string) => `--workspace=${folder}`,
  pnpm: (folder: string) => `--filter=./${folder}`,
} as const;

/** The words that build members of a workspace, in their order. */
export function buildMembers(
  manager: Manager,
  folders: readonly string[],
): string[] {
  const members = folders.map(MEMBER_OPTION[manager]);
  return manager === "npm"
    ? ["npm", "run", "build", ...members]
    : ["pnpm", ...members, "run", "build"];
}

/** The commands that build an image's package, and before it the members that it depends on. */
export function buildCommands({
  packageManager,
  workspace,
}: NodeToolchain): string[][] {
  const own = [packageManager, "run", "build"];
  if (!workspace) return [own];
  const { built } = workspace;
  const members = built.filter((folder) => folder !== ".");
  return [
    ...(members.length > 0 ? [buildMembers(packageManager, members)] : []),
    ...(built.includes(".") ? [own] : []),
  ];
}
