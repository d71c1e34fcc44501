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
  "requirements/prod.txt",
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
  /** The first file that is named with -r or -c and is not in the context, with the file that names it; or null. */
  readonly absent: { readonly path: string; readonly by: string } | null;
  /** Whether one of the two is held by hashes and the other is not: pip asks for all hashes or none. */
  readonly isApart: boolean;
}

/** `-e .`, `.[dev]`, `./lib`, and not `-e git+https://…` */
const LOCAL =
  /^(?:(?:-e|--editable)(?:\s+|=)(?!(?!file:)[\w+.-]+:\/\/)|\.{1,2}(?:[/[]|$))/;

const folder = (path: string) => path.split("/").slice(0, -1);

/** A path that a file in a folder names, seen from the context; null where it leads out of it. */
function join(base: readonly string[], path: string): string | null {
  const parts = [...base];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** An address, or a path that only the environment knows. */
const ELSEWHERE = /:\/\/|\$\{/;

/** A requirements file and the files that it names: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function closure(files: ContextFiles, start: string | null) {
  const seen = new Set<string>();
  const absent: { path: string; by: string }[] = [];
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, named] of (files.read(path) ?? "").matchAll(
      /^\s*(?:-[rc]\s*|--(?:requirement|constraint)[\s=]+)(\S+)/gm,
    )) {
      const found = join(folder(path), named!);
      if (found !== null && files.has(found)) visit(found);
      else if (!ELSEWHERE.test(named!)) absent.push({ path: named!, by: path });
    }
  };
  if (start !== null) visit(start);
  return { files: [...seen].sort(), absent };
}

export function findRequirements(files: ContextFiles): Requirements {
  const first = (candidates: readonly string[]) =>
    candidates.find((path) => files.read(path) !== null) ?? null;
  const production = first(PRODUCTION);
  const development = first(DEVELOPMENT);
  const inProduction = closure(files, production);
  const inDevelopment = closure(files, development);
  const productionFiles = inProduction.files;
  const developmentFiles = inDevelopment.files;
  // What is named may have any name, of which not all are read.
  const textOf = (path: string) => files.read(path) ?? "";
  const linesOf = (paths: readonly string[]) =>
    paths
      .flatMap((path) => textOf(path).replace(/\\\n/g, " ").split("\n"))
      .map((line) => line.replace(/(?:^|\s)#.*/, "").trim());
  const requiredIn = (paths: readonly string[]) =>
    linesOf(paths).filter((line) => /^\w/.test(line));
  const isHashed = (paths: readonly string[]) =>
    linesOf(paths).some((line) => /\s--hash[=\s]/.test(line));
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
    absent: [...inProduction.absent, ...inDevelopment.absent][0] ?? null,
    isApart:
      production !== null &&
      development !== null &&
      isHashed(productionFiles) !== isHashed(developmentFiles),
  };
}
