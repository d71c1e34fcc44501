import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const ROOT = join(import.meta.dirname, "../..");

const manifest = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as { version: string; bin: { dockwright: string } };

/** The built program. */
export const CLI = join(ROOT, manifest.bin.dockwright);
export const VERSION = manifest.version;

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a program of the tests finds in its environment: nothing that colours or hides. */
export const environment = (
  more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv => {
  const { FORCE_COLOR: _force, NO_COLOR: _no, CI: _ci, ...rest } = process.env;
  return { ...rest, TERM: "xterm-256color", ...more };
};

/** Runs the program in a folder and waits for its end. */
export function run(
  cwd: string,
  args: readonly string[] = [],
  more: NodeJS.ProcessEnv = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, ...args],
    {
      cwd,
      encoding: "utf8",
      env: environment(more),
    },
  );
  return { status, out: stdout, err: stderr };
}

/** Starts the program in a folder; its end is a promise. */
export function start(
  cwd: string,
  args: readonly string[] = [],
  more: NodeJS.ProcessEnv = {},
) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: environment(more),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  const done = Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]).then(([status, out, err]): Ran => ({ status, out, err }));
  return { child, done };
}
