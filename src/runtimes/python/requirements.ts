import type { ContextFiles } from "../../model/snapshot.ts";
import { packageName } from "./requirement.ts";

const DEVELOPMENT = [
  "requirements-dev.txt",
  "requirements_dev.txt",
  "dev-requirements.txt",
  "requirements/dev.txt",
  "requirements/development.txt",
];
const PRODUCTION = [
  "requirements.txt",
  "requirements/production.txt",
  "requirements/base.txt",
];

export interface Requirements {
  readonly production: string | null;
  readonly development: string | null;
  /** Each of them with every file that it names with -r or -c. */
  readonly productionFiles: readonly string[];
  readonly developmentFiles: readonly string[];
  /** What production asks for, as it is written. */
  readonly requirements: readonly string[];
  /** Names of the packages in the one and in the other. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
  /** Whether every requirement is held to one version. */
  readonly isPinned: boolean;
  /** The first line that names a folder of the project, which no step that installs sees; or null. */
  readonly local: string | null;
}

/** `-e .`, `.[dev]`, `./lib` */
const LOCAL = /^(?:(?:-e|--editable)[\s=]|\.{1,2}(?:[/[]|$))/;

const folder = (path: string) => path.split("/").slice(0, -1);

function join(base: readonly string[], path: string): string {
  const parts = [...base];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** A requirements file and the files that it names: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function closure(files: ContextFiles, path: string, seen: Set<string>): void {
  const text = files.read(path);
  if (seen.has(path) || text === null) return;
  seen.add(path);
  for (const [, named] of text.matchAll(
    /^\s*(?:-[rc]\s*|--(?:requirement|constraint)[\s=]+)(\S+)/gm,
  )) {
    closure(files, join(folder(path), named!), seen);
  }
}

export function findRequirements(files: ContextFiles): Requirements {
  const first = (candidates: readonly string[]) =>
    candidates.find((path) => files.read(path) !== null) ?? null;
  const production = first(PRODUCTION);
  const development = first(DEVELOPMENT);
  const named = (path: string | null) => {
    const seen = new Set<string>();
    if (path) closure(files, path, seen);
    return [...seen].sort();
  };
  const productionFiles = named(production);
  const developmentFiles = named(development);
  const linesOf = (paths: readonly string[]) =>
    paths
      .flatMap((path) => files.read(path)!.replace(/\\\n/g, " ").split("\n"))
      .map((line) => line.replace(/(?:^|\s)#.*/, "").trim());
  const requiredIn = (paths: readonly string[]) =>
    linesOf(paths).filter((line) => /^\w/.test(line));
  const all = [...productionFiles, ...developmentFiles];
  const required = requiredIn(all);
  return {
    production,
    development,
    productionFiles,
    developmentFiles,
    requirements: requiredIn(productionFiles),
    dependencies: requiredIn(productionFiles).map(packageName),
    developmentDependencies: requiredIn(developmentFiles).map(packageName),
    isPinned: required.every((line) =>
      /===?\s*[\w.]+(?![\w.*])|@\s*\S+/.test(line),
    ),
    local: linesOf(all).find((line) => LOCAL.test(line)) ?? null,
  };
}
