import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { Docker } from "../docker/docker.ts";
import { sweep } from "../docker/sweep.ts";

/*
 * Waits beside `verify` and takes away what it has made, once it has ended: well, by Ctrl-C, or killed.
 * Standard input is the other end's life line; on it come `+PID` and `-PID`, for commands that
 * started and ended, and `keep`. Arguments: the label, the folder.
 */

const [label = "", folder = ""] = process.argv.slice(2);
const commands = new Set<number>();
let isKept = false;

/** A container may have written as a user whose files are not ours to remove. */
async function removeFolder(docker: Docker): Promise<void> {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    const list = ["images", "--quiet", "--filter", `label=${label}`];
    const [image] = (await docker.run(list)).stdout.split("\n");
    if (!image) return;
    const mount = ["--volume", `${folder}:/copy`, "--user", "0"];
    const remove = "find /copy -mindepth 1 -delete";
    await docker.run([
      ...["run", "--rm", "--label", label, ...mount],
      ...["--entrypoint", "sh", image, "-c", remove],
    ]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function end(): Promise<void> {
  for (const pid of commands)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  if (isKept) return;
  const docker = new Docker();
  await removeFolder(docker);
  process.exitCode = (await sweep(docker, label)) ? 0 : 1;
}

// Ctrl-C reaches every process of a terminal's group; this one has yet to do its work.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {});
createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (line === "keep") isKept = true;
    else if (line.startsWith("+")) commands.add(Number(line.slice(1)));
    else commands.delete(Number(line.slice(1)));
  })
  .once("close", () => void end());
