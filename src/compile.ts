import { plan, type FilePlan, type Plan } from "./plan/plan.ts";
import { render, type Overrides, type RenderedFile } from "./render/render.ts";
import type { Project } from "./model/project.ts";
import { resolveSpec, type Warning } from "./resolve/resolve.ts";
import type { Snapshot } from "./model/snapshot.ts";
import { parseSpec } from "./spec/parse-spec.ts";
import { problemsOfSpec } from "./spec/remainder.ts";
import {
  SpecError,
  type LocatedProblem,
  type Problem,
} from "./spec/problem.ts";
import type { SpecSource } from "./spec/source.ts";

/** What a spec became, before it is formatted and written. */
export interface Compiled extends Pick<Plan, "secrets" | "wait"> {
  readonly project: Project;
  readonly files: readonly RenderedFile[];
  readonly warnings: readonly Warning[];
}

function locate(
  source: SpecSource,
  problems: readonly Problem[],
): LocatedProblem[] {
  const located = problems.map((problem) => ({
    ...problem,
    file: source.file,
    ...source.locate(problem.path, problem.atKey),
  }));
  // What is wrong in both modes is told once.
  const told = new Map(
    located.map((each) => [`${each.path.join("\0")}\0${each.message}`, each]),
  );
  return [...told.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

/** A template of a person's own may name what is not there; that is no defect of ours. */
function renderWith(
  overrides: Overrides,
  files: readonly FilePlan[],
  source: SpecSource,
): RenderedFile[] {
  try {
    return render(files, source.file, overrides);
  } catch (error) {
    const names = Object.keys(overrides).join(", ");
    if (names === "") throw error;
    const problem = {
      path: ["templates"],
      message: `they cannot be rendered: ${(error as Error).message}`,
      advice: `mend ${names}, or take one out to have ours`,
    };
    throw new SpecError(locate(source, [problem]));
  }
}

/**
 * Spec in, files out. Pure: no file system, no clock, no environment.
 *
 * @param source A spec as it was read, with its positions.
 * @param snapshot The project's files.
 * @param overrides Templates of the project's own.
 * @throws SpecError with every problem of the spec, each with its line and column.
 */
export function compile(
  source: SpecSource,
  snapshot: Snapshot,
  overrides: Overrides = {},
): Compiled {
  const { file, syntaxErrors } = source;
  if (syntaxErrors.length > 0) {
    throw new SpecError(
      syntaxErrors.map(({ message, ...position }) => ({
        ...position,
        file,
        path: [],
        message,
        advice: "mend the file's syntax",
      })),
    );
  }
  const parsed = parseSpec(source.data);
  const resolved =
    parsed.spec === null ? null : resolveSpec(parsed.spec, snapshot, file);
  // What is left of a spec with problems is looked at too, so that all of them are told at once.
  const found = resolved?.problems ?? [];
  const problems = [...parsed.problems, ...problemsOfSpec(found, parsed)];
  if (problems.length > 0 || !resolved?.project)
    throw new SpecError(locate(source, problems));
  const { project, warnings } = resolved;
  const { files, ...planned } = plan(project);
  return {
    project,
    warnings,
    ...planned,
    files: renderWith(overrides, files, source),
  };
}
