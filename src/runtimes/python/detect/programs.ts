import type { Certainty, Place } from "../../detection.ts";
import { byName, lineOf, literal, type CodeLine } from "../../scan.ts";
import { CODE, isBelowSrc, moduleOf, type PythonProject } from "./project.ts";

/** A program that is started by its own name, module or file. */
export interface Program extends Place {
  readonly name: string;
  readonly command: readonly string[];
  readonly certainty: Certainty;
  /** Files that could be started in its place. */
  readonly others?: readonly string[];
  /** The code that decides what it does: its own, or the whole project's. */
  readonly lines: readonly CodeLine[];
}

const MAIN = /^if\s+__name__\s*==\s*["']__main__["']/;
const NAMES = ["main", "app", "server", "run", "bot", "worker", "cli"];

/** The module that a script of a package runs, such as `thoth.__main__:main`. */
function scriptPlace({ files }: PythonProject, script: string): Place {
  const file = "pyproject.toml";
  const pattern = new RegExp(`^\\s*"?${literal(script)}"?\\s*=`);
  return { file, line: lineOf(files.read(file), pattern) };
}

/** Names with a module each, as a table of subcommands in the module that is started. */
function subcommands(project: PythonProject, main: Program): Program[] {
  const files = new Map(
    project.files.paths
      .filter((path) => CODE.test(path))
      .map((path) => [moduleOf(project, path), path]),
  );
  return main.lines.flatMap(({ file, line, text }) => {
    const [, name, module] =
      /^\s*["']([a-z][a-z0-9-]*)["']\s*:\s*["']([\w.]+)["']\s*,?\s*\}?$/.exec(
        text,
      ) ?? [];
    const target = files.get(module ?? null);
    if (!name || !module || target === undefined) return [];
    const own = project.lines.filter((each) => each.file === target);
    return own.length > 0
      ? [
          {
            name,
            command: [...main.command, name],
            certainty: "guess" as const,
            file,
            line,
            lines: own,
          },
        ]
      : [];
  });
}

function fromPackage(project: PythonProject): Program[] {
  const mains = new Set(
    project.lines
      .map(({ file }) => file)
      .filter((file) => /(?:^|\/)__main__\.py$/.test(file)),
  );
  const [main] = byName(
    [...mains].map((file) => ({ file })),
    [],
  );
  const [script] = project.isPackage ? (project.pyproject?.scripts ?? []) : [];
  const module =
    main && moduleOf(project, main.file)?.replace(/\.?__main__$/, "");
  if (
    main &&
    module &&
    (project.isPackage || !isBelowSrc(project, main.file))
  ) {
    const lines = project.lines.filter(({ file }) => file === main.file);
    return [
      {
        name: "app",
        command: ["python", "-m", module],
        certainty: "certain",
        file: main.file,
        line: null,
        lines,
      },
    ];
  }
  if (script === undefined) return [];
  const place = scriptPlace(project, script);
  return [
    {
      name: "app",
      command: [script],
      certainty: "certain",
      ...place,
      lines: project.lines,
    },
  ];
}

/** A file that runs by itself: one that says so, or the only one there is. */
function fromFile({ lines, files, toolchain }: PythonProject): Program[] {
  const said = lines.filter(({ text }) => MAIN.test(text));
  const atTop = toolchain.source.filter(
    ({ isFolder, path }) => !isFolder && path.endsWith(".py"),
  );
  const named = atTop.filter(({ path }) =>
    NAMES.includes(path.replace(/\.py$/, "")),
  );
  const [only] = named.length > 0 ? named : atTop.length === 1 ? atTop : [];
  const [first, ...more] = byName(said, NAMES);
  const chosen =
    first ??
    (only && files.has(only.path) ? { file: only.path, line: null } : null);
  if (!chosen) return [];
  const { file, line } = chosen;
  const others = [...new Set(more.map((each) => each.file))].filter(
    (each) => each !== file,
  );
  return [
    {
      name: "app",
      command: ["python", file],
      certainty: first && others.length === 0 ? "certain" : "likely",
      others,
      file,
      line,
      lines,
    },
  ];
}

/** What is started where no framework serves anything. */
export function findPrograms(project: PythonProject): Program[] {
  const [program] = [...fromPackage(project), ...fromFile(project)];
  if (!program) return [];
  const commands = subcommands(project, program);
  return commands.length > 1 ? commands : [program];
}
