import { createInterface } from "node:readline";
import { Docker, killGroup } from "../docker/docker.ts";
import { sweep, sweepFolder } from "../docker/sweep.ts";

/*
 * Waits beside `verify` and takes away what it has made, once it has ended: well, by Ctrl-C, or killed.
 * Standard input is the other end's life line; on it come `+PID` and `-PID`, for commands that
 * started and ended, and `keep`. Arguments: the label, the folder.
 */

const [label = "", folder = ""] = process.argv.slice(2);
const commands = new Set<number>();
let isKept = false;

async function end(): Promise<void> {
  for (const pid of commands) killGroup(pid);
  if (isKept) return;
  const docker = new Docker();
  const isGone = await sweepFolder(docker, label, folder);
  process.exitCode = (await sweep(docker, label)) && isGone ? 0 : 1;
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
