import type { Docker } from "./docker.ts";

/** Kinds of things that carry labels, in the order in which they can go. */
const KINDS: readonly {
  readonly list: readonly string[];
  readonly remove: readonly string[];
}[] = [
  {
    list: ["ps", "--all", "--quiet"],
    remove: ["rm", "--force", "--volumes"],
  },
  { list: ["network", "ls", "--quiet"], remove: ["network", "rm"] },
  {
    list: ["volume", "ls", "--quiet"],
    remove: ["volume", "rm", "--force"],
  },
  {
    list: ["images", "--all", "--quiet"],
    remove: ["image", "rm", "--force"],
  },
];

const ROUNDS = 5;

async function sweepOnce(docker: Docker, label: string): Promise<boolean> {
  let isClean = true;
  for (const { list, remove } of KINDS) {
    const filter = ["--filter", `label=${label}`];
    const { stdout } = await docker.run([...list, ...filter]);
    const ids = [...new Set(stdout.trim().split("\n").filter(Boolean))];
    if (ids.length === 0) continue;
    isClean = false;
    await docker.run([...remove, ...ids]);
  }
  return isClean;
}

/**
 * Takes away the containers, networks, volumes and images with a label, and nothing else.
 *
 * @param label name=value
 * @returns Whether nothing is left.
 */
export async function sweep(docker: Docker, label: string): Promise<boolean> {
  // The engine may still be making what a killed command has asked for.
  for (let round = 0; round < ROUNDS; round++)
    if (await sweepOnce(docker, label)) return true;
  return false;
}
