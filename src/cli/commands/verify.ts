import { statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, resolve } from "node:path";
import { UsageError } from "../../io/find-spec.ts";
import { GUARANTEES, type GuaranteeId } from "../../verify/guarantee.ts";
import { verify, type VerifyResult } from "../../verify/verify.ts";
import { removeKept } from "../../verify/workbench.ts";
import { junitOf } from "../junit.ts";
import { reportError } from "../report-error.ts";
import {
  liveReporter,
  plainReporter,
  type VerifyReporter,
} from "../report-verify.ts";
import { errors, output } from "../terminal.ts";

export { verifyHelp } from "../help-verify.ts";

export interface VerifyFlags {
  /** A word that reads as a number comes as one, here and in what follows. */
  readonly dir: string | number;
  readonly only?: string | number;
  readonly timeout?: string | number;
  readonly keep?: boolean;
  readonly remove?: string | number;
  readonly junit?: string | number;
  readonly json?: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function parseOnly(text: string | number | undefined): GuaranteeId[] {
  const names = text === undefined ? [] : String(text).split(/[\s,]+/);
  return names.filter(Boolean).map((name) => {
    const id = GUARANTEES.find((each) => each === name.toUpperCase());
    if (id) return id;
    throw new UsageError(
      `there is no guarantee ${name}`,
      `write some of ${GUARANTEES.join(", ")}, with commas between them`,
    );
  });
}

function parseTimeout(text: string | number | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new UsageError(
    `--timeout ${text} is no number of seconds`,
    "write a number above 0, such as --timeout 300",
  );
}

function checkReportFile(file: string | null): void {
  if (file === null) return;
  const folder = dirname(resolve(file));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(
      `there is no folder ${folder} to write ${file} into`,
      "make it first, or write another path",
    );
  if (statSync(resolve(file), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(
      `--junit ${file} is a folder`,
      "write the path of a file, such as --junit verify.xml",
    );
}

const canMoveCursor = () =>
  process.stdout.isTTY === true && process.env["TERM"] !== "dumb";

/** For a machine: the same, in a form that is kept stable. */
function reportJson(result: VerifyResult): void {
  output.line(JSON.stringify(result, null, 2));
}

async function removeNamed(name: string, json: boolean): Promise<number> {
  if (await removeKept(name)) {
    const told = `Nothing of ${name} is left.`;
    output.line(json ? JSON.stringify({ removed: name }) : told);
    return 0;
  }
  throw new UsageError(
    `${name} cannot be removed`,
    "write the name that --keep told, such as dockwright-0123abcd",
  );
}

/** What is still there, and how it goes. */
const tellOfLeft = (name: string, isKept: boolean): string =>
  `${isKept ? "Left to look at" : "Not everything could be taken away"}: docker ps --all --filter label=dockwright.verify=${name}\n` +
  `To take it away: dockwright verify --remove ${name}`;

function chooseReporter(json: boolean): VerifyReporter | null {
  if (json) return null;
  return canMoveCursor() ? liveReporter() : plainReporter();
}

async function proveAndTell(
  services: readonly string[],
  flags: VerifyFlags,
): Promise<number> {
  const only = parseOnly(flags.only);
  const timeout = parseTimeout(flags.timeout);
  const junit = flags.junit === undefined ? null : String(flags.junit);
  checkReportFile(junit);
  const reporter = chooseReporter(flags.json ?? false);
  const abort = new AbortController();
  let stopped: (typeof SIGNALS)[number] | null = null;
  const stop = (signal: NodeJS.Signals) => {
    stopped ??= signal as (typeof SIGNALS)[number];
    abort.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  let left: string | null = null;
  try {
    const result = await verify({
      root: resolve(String(flags.dir)),
      services,
      only,
      ...(timeout !== undefined && { timeout }),
      keep: flags.keep ?? false,
      signal: abort.signal,
      onStart: (guarantees) => reporter?.start(guarantees),
      onProgress: (id, checks) => reporter?.progress(id, checks),
      onVerdict: (verdict) => reporter?.verdict(verdict),
      onActivity: (text) => reporter?.activity(text),
      onLeft: (name) => (left = name),
    });
    reporter?.end(result);
    if (!reporter) reportJson(result);
    if (junit !== null) writeFileSync(junit, junitOf(result));
    return result.holds ? 0 : 1;
  } catch (error) {
    reporter?.end(null);
    if (stopped === null) throw error;
    errors.line(
      left === null ? "Stopped; nothing is left behind." : "Stopped.",
    );
    return 128 + constants.signals[stopped];
  } finally {
    if (left !== null) errors.line(tellOfLeft(left, flags.keep ?? false));
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

/**
 * `dockwright verify [service…]`
 *
 * @returns 0 when every guarantee holds, 1 when one does not or could not be proven, 2 for wrong use
 *   or no engine, 128 and the signal's number when it was stopped.
 */
export async function runVerify(
  services: readonly string[],
  flags: VerifyFlags,
): Promise<number> {
  const { dir, json = false, remove } = flags;
  try {
    if (remove !== undefined) return await removeNamed(String(remove), json);
    return await proveAndTell(services, flags);
  } catch (error) {
    // This file is a bundle of its own, whose errors are not those that the program knows.
    return reportError(error, { root: resolve(String(dir)), json });
  }
}
