/** One thing that is wrong with a spec, and what to write instead. */
export interface Problem {
  /** Where in the spec: `["services", "api", "ports", 0]`. */
  readonly path: readonly PropertyKey[];
  /** What is wrong, with what was found. */
  readonly message: string;
  /** What to write instead. */
  readonly advice: string;
  /** Whether the key itself is what is wrong, not its value. */
  readonly atKey?: boolean;
}

/** Where a problem stands in a file; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LocatedProblem extends Problem, Position {
  readonly file: string;
}

/**
 * The one error that bad input raises: every problem of the spec at once.
 * The command line ends with exit status 2 on it.
 */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly problems: readonly LocatedProblem[];

  constructor(problems: readonly LocatedProblem[]) {
    super(
      problems
        .map(
          ({ file, line, column, path, message, advice }) =>
            `${file}:${line}:${column} ${formatPath(path)}: ${message}; ${advice}`,
        )
        .join("\n"),
    );
    this.problems = problems;
  }
}

/** `["services", "api", "ports", 0]` → `services.api.ports[0]` */
export function formatPath(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) =>
      typeof part === "number" ? `[${part}]` : `.${String(part)}`,
    )
    .join("");
  return text.replace(/^\./, "") || "the spec";
}
