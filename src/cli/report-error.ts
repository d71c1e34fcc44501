import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { asSystemError } from "./system-error.ts";
import { UsageError } from "../io/find-spec.ts";
import { WriteError } from "../io/write-files.ts";
import { formatPath, SpecError, type LocatedProblem } from "../spec/problem.ts";
import { errors, output, visible } from "./terminal.ts";

/** The line that a problem stands on, with a mark under its column. */
function excerpt(
  root: string,
  { file, line, column }: LocatedProblem,
): string[] {
  let text: string | undefined;
  try {
    text = readFileSync(resolve(root, file), "utf8").split(/\r?\n/)[line - 1];
  } catch {
    return [];
  }
  if (text === undefined || text.trim() === "") return [];
  const gutter = String(line);
  const start = Math.max(0, column - 60);
  const shown = text.slice(start, start + 100).replaceAll("\t", " ");
  const mark = " ".repeat(column - 1 - start) + errors.paint("red", "^");
  return [
    `  ${errors.paint("dim", `${gutter} |`)} ${visible(shown)}`,
    `  ${errors.paint("dim", `${" ".repeat(gutter.length)} |`)} ${mark}`,
  ];
}

function reportSpec(root: string, { problems }: SpecError): void {
  for (const problem of problems) {
    const { file, line, column, path, message, advice } = problem;
    errors.line(
      `${errors.paint("bold", `${file}:${line}:${column}`)} ${errors.paint("red", visible(formatPath(path)))}: ${visible(message)}`,
    );
    for (const text of excerpt(root, problem)) errors.line(text);
    errors.line(`  ${errors.paint("cyan", visible(advice))}`);
    errors.line();
  }
  const count =
    problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  errors.line(`${count}; nothing was written.`);
}

/** An error of ours, prefilled so that it can be reported: it is not a person's mistake. */
function reportBug(error: unknown): void {
  const stack =
    error instanceof Error ? (error.stack ?? error.message) : String(error);
  errors.line(
    errors.paint(
      "red",
      "dockwright failed; this is a defect of its own, and nothing of yours was changed by it.",
    ),
  );
  errors.line(stack);
  errors.line("Please report it with the lines above and your spec.");
}

/** Errors that are a person's to mend. */
const isKnown = (error: unknown) =>
  error instanceof SpecError ||
  error instanceof UsageError ||
  error instanceof WriteError ||
  asSystemError(error) !== null;

/** What is wrong, for a machine; null for a defect of ours. */
export function errorAsData(error: unknown): object | null {
  if (!isKnown(error)) return null;
  if (error instanceof SpecError)
    return { error: error.name, problems: error.problems };
  const { name, message } = asSystemError(error) ?? (error as Error);
  const { advice = null } = asSystemError(error) ?? (error as UsageError);
  return { error: name, problems: [{ message, advice }] };
}

/** The same of a defect of ours, of which standard error says more. */
function defectAsData(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  const advice = "this is a defect of dockwright's own: please report it";
  return { error: "Defect", problems: [{ message, advice }] };
}

/**
 * Says what went wrong and how to mend it.
 *
 * @returns The exit status: 2 for wrong use or a bad spec, 70 (EX_SOFTWARE) for a defect of ours.
 */
export function reportError(
  thrown: unknown,
  { root, json }: { root: string; json: boolean },
): number {
  const error = asSystemError(thrown) ?? thrown;
  const data = json ? errorAsData(error) : null;
  if (data) {
    output.line(JSON.stringify(data, null, 2));
    return 2;
  }
  if (error instanceof SpecError) reportSpec(root, error);
  else if (error instanceof UsageError) {
    errors.line(`${errors.paint("red", "error:")} ${visible(error.message)}`);
    errors.line(`  ${errors.paint("cyan", visible(error.advice))}`);
  } else if (error instanceof WriteError)
    errors.line(`${errors.paint("red", "error:")} ${visible(error.message)}`);
  else {
    if (json) output.line(JSON.stringify(defectAsData(error), null, 2));
    reportBug(error);
    return 70;
  }
  return 2;
}
