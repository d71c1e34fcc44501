import { join, resolve } from "node:path";
import type { Detection } from "../../detect/detection.ts";
import { isKept } from "../../diff/compare.ts";
import { generate, type GenerateResult } from "../../generate.ts";
import {
  findIntegrations,
  lookAround,
  newSpec,
  type Surroundings,
} from "../../init.ts";
import type { Integration } from "../../integrations/integration.ts";
import { UsageError } from "../../io/find-spec.ts";
import type { Spec } from "../../spec/schema/project.ts";
import { generateJson } from "../report-generate.ts";
import { reportError } from "../report-error.ts";
import {
  reportFindings,
  reportIntegrations,
  reportInTheWay,
  reportWritten,
} from "../report-init.ts";
import { output } from "../terminal.ts";
import { writeIntegrations } from "../write-integrations.ts";
import { runWizard } from "../wizard/run-wizard.ts";

export interface InitFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  /** Whether `generate` and `watch` are put among the project's own commands. */
  readonly scripts?: boolean;
  /** Whether Git's pre-commit hook holds the files against the spec. */
  readonly hook?: boolean;
  /** Whether CI does. */
  readonly ci?: boolean;
}

const json = (data: object) => output.line(JSON.stringify(data, null, 2));

const integrationJson = ({ name, file, said, lines, needs }: Integration) => ({
  name,
  file: file && join(file.folder, file.path),
  said,
  lines,
  needs,
});

/** A spec that is there is a person's: it is neither written again nor held against anything. */
function tellExisting(
  root: string,
  specFile: string,
  wanted: readonly Integration[],
  isJson: boolean,
): number {
  const { integrations, status } = writeIntegrations(wanted);
  if (isJson) {
    json({
      spec: specFile,
      state: "exists",
      integrations: integrations.map(integrationJson),
    });
    return status;
  }
  output.line(
    `${specFile} is there already and stays as it is: edit it, or use \`dockwright add\`; then run \`dockwright generate\`.`,
  );
  reportIntegrations(root, integrations);
  return status;
}

/**
 * What the command line asks for beside the files.
 *
 * @throws UsageError for a hook where there is no Git, before anything is written.
 */
function wantedOf(
  root: string,
  integrations: readonly Integration[],
  flags: InitFlags,
): Integration[] {
  if (flags.hook && !integrations.some(({ name }) => name === "hook"))
    throw new UsageError(
      `--hook needs a Git repository, and Git finds none in ${root}`,
      "make one with `git init`, or leave --hook out",
    );
  return integrations.filter(({ name }) => flags[name]);
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

/** Whether all fits: no file of a person's was kept, and nothing was found that keeps a part from running. */
function statusOf(
  { changes, backups }: GenerateResult,
  { findings }: Detection,
): number {
  const kept = changes.some((each) => isKept(each) && !(each.path in backups));
  return kept || findings.some(({ kind }) => kind === "problem") ? 1 : 0;
}

async function takeDetected(
  root: string,
  found: Surroundings,
  spec: Spec,
  { force = false, json: isJson = false }: InitFlags,
  wanted: readonly Integration[],
): Promise<number> {
  const { detection } = found;
  const made = newSpec(spec, found);
  if (!isJson) {
    reportFindings(detection);
    const { changes } = await generate({ root, write: false, spec: made });
    reportInTheWay(changes, force);
  }
  const result = await generate({ root, write: true, force, spec: made });
  const { integrations, status } = writeIntegrations(wanted);
  if (isJson)
    json({
      ...(await generateJson(result)),
      state: "written",
      integrations: integrations.map(integrationJson),
      findings: detection.findings,
    });
  else reportWritten(root, result, integrations, detection.findings);
  return Math.max(status, statusOf(result, detection));
}

const isTerminal = () =>
  process.stdin.isTTY === true && process.stdout.isTTY === true;

async function start(root: string, flags: InitFlags): Promise<number> {
  const { yes = false, json: isJson = false, force = false } = flags;
  const found = lookAround(root);
  const integrations = findIntegrations(root, found.specFile);
  const wanted = wantedOf(root, integrations, flags);
  if (found.specFile !== null)
    return tellExisting(root, found.specFile, wanted, isJson);
  if (!yes && (isJson || !isTerminal()))
    throw new UsageError(
      isJson
        ? "init asks questions, which --json does not answer"
        : "init asks questions, and this is no terminal",
      "write `dockwright init --yes`, which takes what is found and asks nothing",
    );
  const { spec } = found;
  if (spec === null) throw nothingToBuild(found);
  if (yes) return takeDetected(root, found, spec, flags, wanted);
  const given = { root, found, isForced: force, integrations, wanted };
  return runWizard(spec, given);
}

/**
 * `dockwright init [dir]`
 *
 * @returns 0 when the spec and its files are written, or a spec was there already; 1 when they are
 *   written, and files of a person's were kept, a problem was found, so that not all of it runs, or
 *   the project's commands, hook or CI could not be written;
 *   2 for wrong use or nothing to build, with nothing written; 130 when it was stopped at a question.
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
