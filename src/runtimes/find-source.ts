import type { SourcePath } from "../model/toolchain.ts";

import { isProjectPath } from "../spec/schema/scalars.ts";
import type { ContextFiles } from "../model/snapshot.ts";

const TESTS = new Set(["tests", "test", "__tests__", "spec", "e2e"]);
const NEVER =
  /^(?:\.|node_modules$|dist$|build$|out$|coverage$|docs?$|examples?$|scripts$|bench(?:marks)?$|venv$|env$|htmlcov$|__pycache__$|secrets$|docker$)/;

export interface SourceRules {
  /** What makes a folder one with code in it: `/\.py$/`. */
  readonly code: RegExp;
  /** Files at the top that are part of the program. */
  readonly topFiles: RegExp;
  /** Folders that a program reads at run time though no code lies in them. */
  readonly data: ReadonlySet<string>;
  /** Files at the top that only development needs. */
  readonly developmentFiles: RegExp;
}

export interface FoundSource {
  readonly source: string[];
  readonly tests: string[];
}

/**
 * The files and folders of a context that are the program, and those that only test it.
 *
 * @param files The context's files.
 * @param written Folders that the program writes (its declared directories): never source.
 */
export function findSource(
  files: ContextFiles,
  rules: SourceRules,
  written: readonly string[],
): FoundSource {
  const source = new Set<string>();
  const tests = new Set<string>();
  for (const path of files.paths) {
    const [top = "", ...below] = path.split("/");
    if (written.includes(top) || !isProjectPath(top)) continue;
    if (below.length === 0) {
      if (rules.developmentFiles.test(top)) tests.add(top);
      else if (rules.topFiles.test(top)) source.add(top);
    } else if (TESTS.has(top)) tests.add(top);
    else if (!NEVER.test(top) && (rules.data.has(top) || rules.code.test(path)))
      source.add(top);
  }
  return { source: [...source].sort(), tests: [...tests].sort() };
}

/** What is at each path: a path that is no file of the context is a folder. */
export const withKinds = (
  files: ContextFiles,
  paths: readonly string[],
): SourcePath[] => paths.map((path) => ({ path, isFolder: !files.has(path) }));
