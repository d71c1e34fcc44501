import { resolve } from "node:path";
import { isKept } from "../../diff/compare.ts";
import { generate, type GenerateResult } from "../../generate.ts";
import {
  lookAround,
  newSpec,
  scriptOf,
  type Surroundings,
  writeScript,
} from "../../init.ts";
import { UsageError } from "../../io/find-spec.ts";
import type { Spec } from "../../spec/schema/project.ts";
import { generateJson } from "../report-generate.ts";
import { reportError } from "../report-error.ts";
import {
  reportFindings,
  reportInTheWay,
  reportWritten,
} from "../report-init.ts";
import { output } from "../terminal.ts";
import { runWizard } from "../wizard/run-wizard.ts";

export interface InitFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  /** Whether `generate` is put among the project's own commands too. */
  readonly scripts?: boolean;
}

const json = (data: object) => output.line(JSON.stringify(data, null, 2));

/** A spec that is there is a person's: it is neither written again nor held against anything. */
function tellExisting(specFile: string, isJson: boolean): number {
  if (isJson) json({ spec: specFile, state: "exists" });
  else
    output.line(
      `${specFile} is there already and stays as it is: edit it, or use \`dockwright add\`; then run \`dockwright generate\`.`,
    );
  return 0;
}

/** Why nothing can be made of what is there, in one sentence. */
function nothingToBuild({ detection }: Surroundings): UsageError {
  const problem = detection.findings.find(({ kind }) => kind === "problem");
  if (!problem)
    return new UsageError(
      "nothing that runs was found",
      "write dockwright.yaml by hand, with a service and its command; README shows the smallest",
    );
  const { file, line, message, advice } = problem;
  const place =
    file === null ? "" : `${file}${line === null ? "" : `:${line}`}: `;
  return new UsageError(`${place}${message}`, advice ?? "mend it first");
}

const statusOf = ({ changes, backups }: GenerateResult): number =>
  changes.some((each) => isKept(each) && !(each.path in backups)) ? 1 : 0;

async function takeDetected(
  root: string,
  { detection }: Surroundings,
  spec: Spec,
  { force = false, json: isJson = false, scripts = false }: InitFlags,
): Promise<number> {
  const made = newSpec(spec, detection);
  if (!isJson) {
    reportFindings(detection);
    const { changes } = await generate({ root, write: false, spec: made });
    reportInTheWay(changes, force);
  }
  const result = await generate({ root, write: true, force, spec: made });
  const script = scripts ? scriptOf(root) : null;
  if (script) writeScript(root, script);
  if (isJson)
    json({
      ...(await generateJson(result)),
      state: "written",
      script: script?.path ?? null,
      findings: detection.findings,
    });
  else reportWritten(root, result, script);
  return statusOf(result);
}

const isTerminal = () =>
  process.stdin.isTTY === true && process.stdout.isTTY === true;

async function start(root: string, flags: InitFlags): Promise<number> {
  const { yes = false, json: isJson = false } = flags;
  const found = lookAround(root);
  if (found.specFile !== null) return tellExisting(found.specFile, isJson);
  if (!yes && (isJson || !isTerminal()))
    throw new UsageError(
      isJson
        ? "init asks questions, which --json does not answer"
        : "init asks questions, and this is no terminal",
      "write `dockwright init --yes`, which takes what is found and asks nothing",
    );
  if (found.spec === null) throw nothingToBuild(found);
  if (!yes) return runWizard(root, found, found.spec, flags.force ?? false);
  return takeDetected(root, found, found.spec, flags);
}

/**
 * `dockwright init [dir]`
 *
 * @returns 0 when the spec and its files are written, or a spec was there already; 1 when files of
 *   a person's were kept, so that not all fits; 2 for wrong use or nothing to build, with nothing
 *   written; 130 when it was stopped at a question.
 */
export async function runInit(
  folder: string,
  flags: InitFlags,
): Promise<number> {
  const root = resolve(folder);
  try {
    return await start(root, flags);
  } catch (error) {
    // This file is a bundle of its own, whose errors are not those that the program knows.
    return reportError(error, { root, json: flags.json ?? false });
  }
}
