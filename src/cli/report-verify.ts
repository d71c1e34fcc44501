import { createLogUpdate } from "log-update";
import type { Finding, Guarantee, GuaranteeId } from "../verify/guarantee.ts";
import type { Verdict } from "../verify/ledger.ts";
import type { VerifyResult } from "../verify/verify.ts";
import { output, visible } from "./terminal.ts";

const STATES = {
  held: ["green", "✔", "holds"],
  broken: ["red", "✖", "does not hold"],
  unproven: ["yellow", "?", "could not be proven"],
  nothing: ["dim", "–", "nothing to prove"],
} as const;

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 100;

const seconds = (value: number) => `${value.toFixed(1)} s`;

/** How much was looked at, and how long it took. */
const extent = (checks: number, took: number) =>
  output.paint(
    "dim",
    `${checks === 1 ? "1 check" : `${checks} checks`}, ${seconds(took)}`,
  );

const label = ({ id, title }: { id: string; title: string }) =>
  `${id.padEnd(4)}${title}`;

const WIDTH = 44;

function verdictLine(verdict: Verdict): string {
  const [style, mark, word] = STATES[verdict.state];
  const told = verdict.state === "held" ? "" : `  ${word}`;
  const what = extent(verdict.checked.length, verdict.seconds);
  return `${output.paint(style, mark)} ${label(verdict).padEnd(WIDTH)} ${what}${output.paint(style, told)}`;
}

const indented = (text: string, prefix: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `${prefix}${visible(line)}`);

/** What was found, where, how it was seen, and what to do. */
function findingLines(found: Finding): string[] {
  const { subject, message, evidence, cause, advice } = found;
  return [
    `  ${output.paint("bold", visible(subject))}: ${output.paint("red", visible(message))}`,
    ...(cause
      ? [
          `    ${output.paint("bold", `${cause.file}:${cause.line}`)}  ${visible(cause.text)}`,
        ]
      : []),
    `    ${output.paint("dim", `$ ${visible(evidence.command)}`)}`,
    ...indented(evidence.output, `    ${output.paint("dim", "|")} `),
    `    ${output.paint("cyan", visible(advice))}`,
  ];
}

/** All that a person needs of a verdict beside its line. */
function detailLines({ findings, unproven, notes }: Verdict): string[] {
  return [
    ...findings.flatMap(findingLines),
    ...unproven.flatMap(({ subject, reason }) => [
      `  ${output.paint("bold", visible(subject))}: could not be looked at`,
      ...indented(reason, `    ${output.paint("dim", "|")} `),
    ]),
    ...notes.map((text) => output.paint("dim", `    ${visible(text)}`)),
  ];
}

function summaryLine({ verdicts, seconds: took }: VerifyResult): string {
  const count = (state: Verdict["state"]) =>
    verdicts.filter((each) => each.state === state).length;
  const parts = (["held", "broken", "unproven", "nothing"] as const)
    .filter((state) => count(state) > 0)
    .map(
      (state) =>
        `${count(state)} ${STATES[state][2].replace("holds", "hold").replace("does not", "do not")}`,
    );
  return `${parts.join(", ")}; ${seconds(took)}.`;
}

/** Tells a person what `verify` does while it does it, and what it has found. */
export interface VerifyReporter {
  start(guarantees: readonly Guarantee[]): void;
  activity(text: string): void;
  progress(id: GuaranteeId, checks: number): void;
  verdict(verdict: Verdict): void;
  end(result: VerifyResult | null): void;
}

/** Line after line: for pipes, logs and terminals that cannot move the cursor. */
export const plainReporter = (): VerifyReporter => ({
  start: () => {},
  activity: (text) => {
    // What the probes look at shows in what they tell.
    if (!/^G\d+:/.test(text)) output.line(output.paint("dim", `  ${text}`));
  },
  progress: () => {},
  verdict: (verdict) => {
    output.line(verdictLine(verdict));
    for (const line of detailLines(verdict)) output.line(line);
  },
  end: (result) => {
    if (result) output.line(summaryLine(result));
  },
});

/** A list that changes in place, and what was found below it. */
export function liveReporter(): VerifyReporter {
  const log = createLogUpdate(process.stdout);
  const verdicts = new Map<GuaranteeId, Verdict>();
  const begun = new Map<GuaranteeId, { since: number; checks: number }>();
  let guarantees: readonly Guarantee[] = [];
  let doing = "";
  let frame = 0;
  const list = (spinner: string) =>
    guarantees.map((guarantee) => {
      const verdict = verdicts.get(guarantee.id);
      if (verdict) return verdictLine(verdict);
      const looked = begun.get(guarantee.id);
      const mark = output.paint("cyan", spinner);
      if (!looked) return `${mark} ${label(guarantee)}`;
      const took = (Date.now() - looked.since) / 1000;
      return `${mark} ${label(guarantee).padEnd(WIDTH)} ${extent(looked.checks, took)}`;
    });
  const draw = () => {
    frame += 1;
    const spinner = FRAMES[frame % FRAMES.length]!;
    const last = output.paint("dim", `  ${visible(doing)}`);
    log([...list(spinner), "", last].join("\n"));
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    start: (all) => {
      guarantees = all;
      draw();
      timer = setInterval(draw, FRAME_MILLISECONDS);
    },
    activity: (text) => {
      doing = text;
    },
    progress: (id, checks) => {
      begun.set(id, { since: begun.get(id)?.since ?? Date.now(), checks });
    },
    verdict: (verdict) => {
      verdicts.set(verdict.id, verdict);
    },
    end: (result) => {
      clearInterval(timer);
      log.clear();
      log.done();
      for (const line of list(" ")) output.line(line);
      if (!result) return;
      for (const verdict of result.verdicts) {
        const lines = detailLines(verdict);
        if (lines.length === 0) continue;
        output.line();
        output.line(output.paint("bold", label(verdict)));
        for (const line of lines) output.line(line);
      }
      output.line();
      output.line(summaryLine(result));
    },
  };
}
