import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { CLI, environment, type Ran } from "./cli.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Runs a program as a person would: without what npm and Git leave for those that they start. */
export function runProgram(
  cwd: string,
  command: string,
  words: readonly string[],
): Ran {
  const own = Object.entries(environment({ NO_COLOR: "1" })).filter(
    ([name]) => !/^(?:npm_|GIT_)/i.test(name),
  );
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd,
    encoding: "utf8",
    env: {
      ...Object.fromEntries(own),
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_SYSTEM: "/dev/null",
    },
  });
  return { status, out: stdout, err: stderr };
}

/** Puts the built package where npm would install it. */
export function link(folder: string): void {
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(CLI, join(folder, "node_modules/.bin/dockwright"));
  symlinkSync(ROOT, join(folder, "node_modules/dockwright"));
}

/** Git in a folder; what it says when it fails is thrown. */
export function git(folder: string, ...words: string[]): string {
  const { status, out, err } = runProgram(folder, "git", words);
  if (status === 0) return out;
  throw new Error(`git ${words.join(" ")}: ${status}\n${out}${err}`);
}

/** Makes a repository of a folder, with somebody who commits, in which the package is installed. */
export function repositoryIn(folder: string): void {
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "config", "user.name", "Test");
  git(folder, "config", "user.email", "test@localhost");
  link(folder);
}

/** Commits everything there is but what is installed. */
export function commit(folder: string): Ran {
  git(folder, "add", "--all", "--", ".", ":!node_modules");
  return runProgram(folder, "git", ["commit", "--message", "a change"]);
}
