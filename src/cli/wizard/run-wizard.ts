import { generate, type GenerateResult } from "../../generate.ts";
import {
  newSpec,
  scriptOf,
  type Surroundings,
  writeScript,
} from "../../init.ts";
import { isKept } from "../../diff/compare.ts";
import { SpecError } from "../../spec/problem.ts";
import type { Spec } from "../../spec/schema/project.ts";
import {
  one,
  type Answer,
  type State,
  type World,
} from "../../wizard/question.ts";
import { answered, nextQuestion, startOf } from "../../wizard/wizard.ts";
import { reportError } from "../report-error.ts";
import {
  reportFindings,
  reportInTheWay,
  reportWritten,
} from "../report-init.ts";
import { showDiff } from "../show-diff.ts";
import { errors, output } from "../terminal.ts";
import { askInquirer } from "./ask-inquirer.ts";
import { askPlain, closePlain } from "./ask-plain.ts";
import { BACK, Stopped, type Ask, type Asking } from "./ask.ts";

const canMoveCursor = () => process.env["TERM"] !== "dumb";

/** What a session has: where it writes, what was found, and how it asks. */
interface Session {
  readonly root: string;
  readonly found: Surroundings;
  readonly world: World;
  readonly ask: Ask;
  readonly isForced: boolean;
}

/** How the last question ended: with a status, or with a state to go on from. */
type Reviewed = number | typeof BACK | State;

const ownIds = (): World["ids"] => {
  const { uid = 0, gid = 0 } = {
    uid: process.getuid?.(),
    gid: process.getgid?.(),
  };
  return uid > 0 && gid > 0 ? { uid, gid } : null;
};

/** Asks one question, with its reason in the line above. */
async function put(ask: Ask, asking: Asking): Promise<Answer | typeof BACK> {
  output.line();
  output.line(output.paint("dim", asking.question.why));
  return ask(asking);
}

const services = ({ spec }: State): State => ({
  spec,
  step: { at: "services" },
});

async function write(
  { root }: Session,
  spec: ReturnType<typeof newSpec>,
  force: boolean,
  script: ReturnType<typeof scriptOf> = null,
): Promise<number> {
  const result = await generate({ root, write: true, force, spec });
  output.line();
  if (script) writeScript(root, script);
  reportWritten(root, result, script);
  const isOpen = (change: GenerateResult["changes"][number]) =>
    isKept(change) && !(change.path in result.backups);
  return result.changes.some(isOpen) ? 1 : 0;
}

/** Shows the spec and what it comes to, and asks whether it is to be written. */
async function review(session: Session, state: State): Promise<Reviewed> {
  const { root, found, ask, isForced } = session;
  const spec = newSpec(state.spec, found.detection);
  const { changes } = await generate({ root, write: false, spec });
  const kept = changes.filter(isKept);
  output.line();
  await showDiff({ path: spec.file, before: null, after: spec.text });
  output.line();
  output.line(`With it: ${changes.map(({ path }) => path).join(", ")}`);
  reportInTheWay(changes, isForced);
  const script = scriptOf(root);
  const question = one("Write them?", "Until now nothing is written.", [
    [
      "write",
      `write ${spec.file} and ${changes.length - (isForced ? 0 : kept.length)} files`,
    ],
    ...(kept.length > 0 && !isForced
      ? [
          [
            "force",
            "also replace those that are in the way; copies stay (.bak)",
          ] as const,
        ]
      : []),
    ...(script
      ? [
          [
            "script",
            `write, and add dockwright generate to ${script.path}`,
          ] as const,
        ]
      : []),
    ["diff", "show what is in each file, as a diff"],
    ["change", "change services"],
    ["stop", "stop, and write nothing"],
  ]);
  for (;;) {
    const asking = { question, canGoBack: true, check: () => null };
    const answer = await put(ask, asking);
    if (answer === BACK) return BACK;
    if (answer === "change") return services(state);
    if (answer === "stop") throw new Stopped();
    if (answer === "write") return write(session, spec, isForced);
    if (answer === "script") return write(session, spec, isForced, script);
    if (answer === "force") return write(session, spec, true);
    for (const change of changes) await showDiff(change);
  }
}

/** The last question; a spec that is refused leads back to its services. */
async function reviewed(session: Session, state: State): Promise<Reviewed> {
  try {
    return await review(session, state);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    reportError(error, { root: session.root, json: false });
    return services(state);
  }
}

async function converse(session: Session, start: State): Promise<number> {
  const { world, ask } = session;
  // Going back is taking the state before: the answers hold nothing else.
  const states = [start];
  for (;;) {
    const state = states.at(-1)!;
    const question = nextQuestion(state, world);
    const check = (answer: Answer) => {
      const next = answered(state, answer, world);
      return typeof next === "string" ? next : null;
    };
    const canGoBack = states.length > 1;
    const result =
      question === null
        ? await reviewed(session, state)
        : await put(ask, { question, canGoBack, check });
    if (typeof result === "number") return result;
    if (result === BACK) states.pop();
    else if (typeof result === "object" && "spec" in result)
      states.push(result);
    else {
      const next = answered(state, result, world);
      if (typeof next === "string") errors.line(next);
      else states.push(next);
    }
  }
}

/**
 * Asks for what cannot be known, shows what would be written, and writes it.
 *
 * @returns 0 when it is written, 1 when files of a person's were kept, 130 when it was stopped.
 */
export async function runWizard(
  root: string,
  found: Surroundings,
  detected: Spec,
  isForced: boolean,
): Promise<number> {
  reportFindings(found.detection);
  const ask = canMoveCursor() ? askInquirer : askPlain;
  const world = { detected, ids: ownIds() };
  try {
    const session = { root, found, world, ask, isForced };
    return await converse(session, startOf(detected));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    errors.line();
    errors.line("Stopped; nothing was written.");
    return 130;
  } finally {
    closePlain();
  }
}
