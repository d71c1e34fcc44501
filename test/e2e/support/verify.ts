import { spawn, type ChildProcess } from "node:child_process";
import type { VerifyResult } from "../../../src/verify/verify.ts";
import { CLI } from "../../support/cli.ts";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built program's `verify`. */
export function startVerify(args: readonly string[]): {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly said: () => string;
  readonly ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, [CLI, "verify", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.once("close", (code) => resolve({ code, stdout, stderr })),
  );
  return { child, said: () => stdout, ended };
}

/** Runs the built program's `verify` to its end. */
export const runVerify = (args: readonly string[]): Promise<Ended> =>
  startVerify(args).ended;

/**
 * What does not hold of a project, or could not be looked at; nothing when every guarantee that is
 * asked for has looked at something and holds.
 */
export async function verified(
  root: string,
  ...args: readonly string[]
): Promise<unknown[]> {
  const { code, stdout } = await runVerify(["--json", "--dir", root, ...args]);
  const { verdicts } = JSON.parse(stdout) as VerifyResult;
  const wrong = verdicts.filter(({ state }) => state !== "held");
  return code === 0 ? wrong : [code, ...wrong];
}
