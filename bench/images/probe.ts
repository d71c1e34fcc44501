import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { docker } from "./engine.ts";
import type { Example } from "./examples.ts";

/** How long a program may take to its first answer, in milliseconds, and how often it is asked. */
const PATIENCE = 30_000;
const PAUSE = 250;

/** What a program said; docker puts its standard error on its own. */
function logs(container: string): string {
  const { stdout, stderr } = spawnSync("docker", ["logs", container], {
    encoding: "utf8",
  });
  return `${stdout}${stderr}`;
}

/**
 * Makes sure that an image works: a small image that does not is no good.
 *
 * @throws When the probe does not succeed in time.
 */
export async function probe(
  image: string,
  { probe: words, serves }: Example,
): Promise<void> {
  if (!serves) {
    docker("run", "--rm", image, ...words);
    return;
  }
  const container = docker("run", "--detach", image);
  try {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        docker("exec", container, ...words);
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw new Error(`${image} does not answer:\n${logs(container)}`, {
            cause: error,
          });
        }
        await setTimeout(PAUSE);
      }
    }
  } finally {
    docker("rm", "--force", container);
  }
}
