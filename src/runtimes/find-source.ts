import type { SourcePath } from "../model/toolchain.ts";

import { isProjectPath } from "../spec/schema/scalars.ts";
import type { ContextFiles } from "../model/snapshot.ts";

const TESTS = new Set(["tests", "test", "__tests__", "spec", "e2e"]);
const MADE =
  /^(?:node_modules|dist|build|out|coverage|venv|env|htmlcov|__pycache__)$/;
const ASIDE =
  /^(?:\.|(?:docs?|examples?|scripts|bench(?:marks)?|secrets|docker)$)/;

/** Whether a folder at the top only tests the program. */
export const isTest = (top: string): boolean => TESTS.has(top);

/** Whether tools made a folder at the top. */
export const isMade = (top: string): boolean => MADE.test(top);

/** Whether a folder at the top is about the program, and no part of it unless something says so. */
export const isAside = (top: string): boolean => ASIDE.test(top);

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

/** What is known of a context before its files are looked at. */
export interface KnownPaths {
  /** Folders that the program writes (its declared directories): never source. */
  readonly written: readonly string[];
  /** Files that a command starts: source, whatever they are called. */
  readonly started: readonly string[];
}

/** The files and folders of a context that are the program, and those that only test it. */
export function findSource(
  files: ContextFiles,
  rules: SourceRules,
  { written, started }: KnownPaths,
): FoundSource {
  const startedTops = new Set(started.map((path) => path.split("/")[0]!));
  const source = new Set<string>();
  const tests = new Set<string>();
  for (const path of files.paths) {
    const [top = "", ...below] = path.split("/");
    if (written.includes(top) || !isProjectPath(top)) continue;
    if (startedTops.has(top)) source.add(top);
    else if (below.length === 0) {
      if (rules.developmentFiles.test(top)) tests.add(top);
      else if (rules.topFiles.test(top)) source.add(top);
    } else if (isTest(top)) tests.add(top);
    else if (isMade(top) || isAside(top)) continue;
    else if (rules.data.has(top) || rules.code.test(path)) source.add(top);
  }
  return { source: [...source].sort(), tests: [...tests].sort() };
}

/** What is copied: the source, and what a spec includes beside it. */
export function withIncluded(
  source: readonly string[],
  include: readonly string[] = [],
): string[] {
  const isSource = (path: string) =>
    source.some((each) => path === each || path.startsWith(`${each}/`));
  return [...source, ...include.filter((path) => !isSource(path))];
}

/** What is at each path: a path that is no file of the context is a folder. */
export const withKinds = (
  files: ContextFiles,
  paths: readonly string[],
): SourcePath[] => paths.map((path) => ({ path, isFolder: !files.has(path) }));
