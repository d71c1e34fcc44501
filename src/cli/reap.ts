import { createInterface } from "node:readline";
import { Docker, killGroup } from "../docker/docker.ts";
import { sweep } from "../docker/sweep.ts";

/*
 * Waits beside `verify` and takes away what it has made, once it has ended: well, by Ctrl-C, or killed.
 * Standard input is the other end's life line; on it come `+PID` and `-PID`, for commands that
 * started and ended, and `keep`. Arguments: the label, the folder. It ends with 0 when nothing is left.
 */

const [label = "", folder = ""] = process.argv.slice(2);
const commands = new Set<number>();
let isKept = false;

async function end(): Promise<void> {
  for (const pid of commands) killGroup(pid);
  if (isKept) return;
  process.exitCode = (await sweep(new Docker(), label, folder)) ? 0 : 1;
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
