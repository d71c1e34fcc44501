import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Hooks, Repository } from "../integrations/integration.ts";
import { readText } from "./find-spec.ts";

const isIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
};

/** What Git answers, a line each; null where there is no Git, or no repository. */
function ask(folder: string, ...words: string[]): string[] | null {
  const { status, stdout } = spawnSync("git", words, {
    cwd: folder,
    encoding: "utf8",
  });
  return status === 0 ? stdout.trimEnd().split("\n") : null;
}

export function readOrNull(path: string): string | null {
  try {
    return readText(path);
  } catch {
    return null;
  }
}

/** The folder that Git takes hooks from; husky's own stubs call what stands in the one above. */
function readHooks(top: string, common: string, configured: string): Hooks {
  const ofHusky =
    basename(configured) === "_" ? dirname(configured) : join(top, ".husky");
  const isHusky = basename(ofHusky) === ".husky" && existsSync(ofHusky);
  const folder = isHusky ? ofHusky : configured;
  const path = join(folder, "pre-commit");
  const reach = isIn(common, folder)
    ? "clone"
    : isIn(top, folder)
      ? "commit"
      : "machine";
  // A hook that cannot be read is one all the same.
  return {
    folder,
    reach,
    text: existsSync(path) ? (readOrNull(path) ?? "") : null,
  };
}

const MANAGERS = [
  ...["lefthook", ".lefthook"].flatMap((name) =>
    [".yml", ".yaml", ".toml", ".json"].map((end) => `${name}${end}`),
  ),
  ".pre-commit-config.yaml",
];

/**
 * The Git repository that a folder lies in. Git itself is asked, since work trees, submodules and
 * `core.hooksPath` each put its files somewhere else.
 *
 * @returns Null where there is none, or no Git.
 */
export function readRepository(root: string): Repository | null {
  const [top, prefix = ""] =
    ask(root, "rev-parse", "--show-toplevel", "--show-prefix") ?? [];
  if (!top) return null;
  const [common = ".git", hooks = ".git/hooks"] =
    ask(top, "rev-parse", "--git-common-dir", "--git-path", "hooks") ?? [];
  const [remote = ""] = ask(top, "config", "--get", "remote.origin.url") ?? [];
  const manager = MANAGERS.find((name) => existsSync(join(top, name)));
  return {
    top,
    folder: prefix.replace(/\/$/, ""),
    remote,
    hooks: readHooks(top, resolve(top, common), resolve(top, hooks)),
    manager: manager
      ? { name: manager, text: readOrNull(join(top, manager)) ?? "" }
      : null,
  };
}
