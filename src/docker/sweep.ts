import { rmSync } from "node:fs";
import type { Docker } from "./docker.ts";

/** How things that carry labels are listed and removed. */
interface Kind {
  readonly list: readonly string[];
  readonly remove: readonly string[];
}

const CONTAINERS: Kind = {
  list: ["ps", "--all", "--quiet"],
  remove: ["rm", "--force", "--volumes"],
};

/** What containers use: it can go after them. */
const USED: readonly Kind[] = [
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

/** Whether there was nothing of a kind; an engine that does not answer says nothing. */
async function sweepKind(
  docker: Docker,
  label: string,
  { list, remove }: Kind,
): Promise<boolean> {
  const filter = ["--filter", `label=${label}`];
  const { code, stdout } = await docker.run([...list, ...filter]);
  if (code !== 0) return false;
  const ids = [...new Set(stdout.trim().split("\n").filter(Boolean))];
  if (ids.length > 0) await docker.run([...remove, ...ids]);
  return ids.length === 0;
}

async function sweepOnce(docker: Docker, label: string): Promise<boolean> {
  const hasNone = (kind: Kind) => sweepKind(docker, label, kind);
  const areNone = await hasNone(CONTAINERS);
  return [areNone, ...(await Promise.all(USED.map(hasNone)))].every(Boolean);
}

/** Takes away what has a label, and tells whether nothing is left. */
async function sweepEngine(docker: Docker, label: string): Promise<boolean> {
  // The engine may still be making what a killed command has asked for.
  for (let round = 0; round < ROUNDS; round++)
    if (await sweepOnce(docker, label)) return true;
  return false;
}

/**
 * Takes a folder away, in which a container may have written as a user whose files are not ours to
 * remove: an image with a label does it then.
 *
 * @returns Whether it is gone.
 */
async function sweepFolder(
  docker: Docker,
  label: string,
  folder: string,
): Promise<boolean> {
  const remove = () => {
    try {
      rmSync(folder, { recursive: true, force: true });
      return true;
    } catch {
      return false;
    }
  };
  if (remove()) return true;
  const list = ["images", "--quiet", "--filter", `label=${label}`];
  const [image] = (await docker.run(list)).stdout.split("\n");
  if (!image) return false;
  const mount = ["--volume", `${folder}:/copy`, "--user", "0"];
  await docker.run([
    ...["run", "--rm", "--label", label, ...mount],
    ...["--entrypoint", "sh", image, "-c", "find /copy -mindepth 1 -delete"],
  ]);
  return remove();
}

/**
 * Takes away the containers, networks, volumes and images with a label, and a folder that
 * containers may have written into; nothing else.
 *
 * @param label name=value
 * @returns Whether nothing is left.
 */
export async function sweep(
  docker: Docker,
  label: string,
  folder: string,
): Promise<boolean> {
  // What runs would write into the folder again; images may be needed to empty it.
  await sweepKind(docker, label, CONTAINERS);
  const isGone = await sweepFolder(docker, label, folder);
  return (await sweepEngine(docker, label)) && isGone;
}
