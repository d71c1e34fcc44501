import { posix } from "node:path";
import type { SourcePath } from "../../../model/toolchain.ts";
import type {
  Dependency,
  DetectInput,
  Finding,
  Place,
} from "../../detection.ts";
import { codeLines, matches, type CodeLine, type Syntax } from "../../scan.ts";
import { readPyproject, type Pyproject } from "../pyproject.ts";
import { findDependencies } from "./dependencies.ts";
import { missingPackages } from "./imports.ts";

const PYTHON: Syntax = {
  lineComment: "#",
  blocks: [
    ['"""', '"""'],
    ["'''", "'''"],
  ],
  quotes: "'\"",
};

/** A Python project as its detectors see it. */
export interface PythonProject extends DetectInput {
  readonly pyproject: Pyproject | null;
  readonly isPackage: boolean;
  readonly lines: readonly CodeLine[];
  /** Whether code imports from `src.` itself, so that the folder is a package. */
  readonly isSrcPackage: boolean;
  readonly dependencies: readonly Dependency[];
  /** What is to be said of packages that nothing installs. */
  readonly missing: readonly Finding[];
}

export const CODE = /\.py$/;

/** A file that is taken for a task runner's, unless it is Celery's: https://docs.celeryq.dev/en/stable/getting-started/first-steps-with-celery.html */
const TASKS = "tasks.py";

/** Folders of files that a Procfile starts, which are source wherever they lie: what a file imports lies beside it. */
export function startedIn({
  files,
  toolchain,
}: Pick<DetectInput, "files" | "toolchain">): string[] {
  const isTaken = (file: string) =>
    toolchain.source.some(
      ({ path }) => file === path || file.startsWith(`${path}/`),
    );
  const named = (files.read("Procfile") ?? "").matchAll(
    /\bpython[\d.]*\s+(?:-u\s+)?([\w./-]+\/[\w-]+\.py)(?!\S)/g,
  );
  return [...named]
    .map(([, file]) => posix.normalize(file!))
    .filter((file) => files.has(file) && !isTaken(file))
    .map((file) => posix.dirname(file));
}

/** What is source beside what is found by itself. */
function extraSource(input: DetectInput): SourcePath[] {
  const { files, toolchain } = input;
  const isFound = toolchain.source.some(({ path }) => path === TASKS);
  const isCelery = /\bCelery\(/.test(files.read(TASKS) ?? "");
  const folders = [...new Set(startedIn(input))];
  return [
    ...(isCelery && !isFound ? [{ path: TASKS, isFolder: false }] : []),
    ...folders.map((path) => ({ path, isFolder: true })),
  ];
}

/** Where a project's source is more than what is found by itself, all of it; else null. */
export function sourceOf(input: DetectInput): string[] | null {
  const extra = extraSource(input);
  const all = [...input.toolchain.source, ...extra].map(({ path }) => path);
  return extra.length > 0 ? all.sort() : null;
}

export function readProject(input: DetectInput): PythonProject {
  const { files, toolchain } = input;
  const source = [...toolchain.source, ...extraSource(input)];
  const text = files.read("pyproject.toml");
  const read = text === null ? null : readPyproject(text);
  const pyproject = typeof read === "string" ? null : read;
  const lines = codeLines(files, { source }, CODE, PYTHON);
  const listed = findDependencies(files);
  const missing =
    listed.length === 0
      ? missingPackages(files, lines)
      : { dependencies: listed, findings: [] };
  return {
    ...input,
    pyproject,
    isPackage: pyproject?.isPackage ?? files.has("setup.py"),
    lines,
    isSrcPackage:
      files.has("src/__init__.py") ||
      lines.some((each) => /^\s*(?:from|import)\s+src\b/.test(each.text)),
    dependencies: missing.dependencies,
    missing: missing.findings,
  };
}

/** A package that production installs. */
export const dependency = (
  { dependencies }: PythonProject,
  ...names: readonly string[]
): Dependency | null =>
  dependencies.find(
    ({ name, isDevelopment }) => !isDevelopment && names.includes(name),
  ) ?? null;

/** Whether a file's modules are found only when `src` is on the path. */
export const isBelowSrc = (project: PythonProject, file: string): boolean =>
  file.startsWith("src/") && !project.isSrcPackage;

/** A file as the module that it is imported as; null where its name is no module's. */
export function moduleOf(project: PythonProject, file: string): string | null {
  const path = isBelowSrc(project, file) ? file.slice("src/".length) : file;
  const parts = path
    .replace(/\.py$/, "")
    .replace(/\/__init__$/, "")
    .split("/");
  return parts.every((part) => /^[A-Za-z_]\w*$/.test(part))
    ? parts.join(".")
    : null;
}

/** A module that starts a program, with the place that shows it. */
export interface Target extends Place {
  readonly module: string;
  readonly name: string;
}

/** Where a pattern's first group names something in a module. */
export function targets(project: PythonProject, pattern: RegExp): Target[] {
  return matches(project.lines, pattern).flatMap(({ at, groups }) => {
    const module = moduleOf(project, at.file);
    const [name] = groups;
    return module !== null && name
      ? [{ module, name, file: at.file, line: at.line }]
      : [];
  });
}
