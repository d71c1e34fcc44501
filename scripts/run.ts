import { spawnSync, type SpawnSyncReturns } from "node:child_process";

/**
 * Runs a command and waits for it.
 *
 * @param words The command and its arguments; no shell reads them.
 * @param cwd The folder to run it in.
 * @returns What it printed, and how it ended.
 * @throws When it could not be started at all.
 */
export function run(
  words: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  const [command, ...parts] = words;
  const done = spawnSync(command!, parts, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error) throw done.error;
  return done;
}

/** Runs a command that has to succeed. */
export function must(
  words: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): string {
  const { status, stdout, stderr } = run(words, cwd, environment);
  if (status === 0) return stdout;
  throw new Error(
    `${words.join(" ")} (in ${cwd}) ended with ${status}:\n${stdout}${stderr}`,
  );
}
