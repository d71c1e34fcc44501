import { SpecError } from "../../spec/problem.ts";
import type { Spec } from "../../spec/schema/project.ts";
import type { Answer, State, World } from "../../wizard/question.ts";
import { answered, nextQuestion, startOf } from "../../wizard/wizard.ts";
import { reportError } from "../report-error.ts";
import { reportFindings } from "../report-init.ts";
import { errors } from "../terminal.ts";
import { askInquirer } from "./ask-inquirer.ts";
import { askPlain, closePlain } from "./ask-plain.ts";
import { BACK, put, Stopped } from "./ask.ts";
import { atServices, review, type Reviewed, type Session } from "./review.ts";

const canMoveCursor = () => process.env["TERM"] !== "dumb";

const ownIds = (): World["ids"] => {
  const { uid = 0, gid = 0 } = {
    uid: process.getuid?.(),
    gid: process.getgid?.(),
  };
  return uid > 0 && gid > 0 ? { uid, gid } : null;
};

/** The last question; a spec that is refused leads back to its services. */
async function reviewed(session: Session, state: State): Promise<Reviewed> {
  try {
    return await review(session, state);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    reportError(error, { root: session.root, json: false });
    return atServices(state);
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
  detected: Spec,
  given: Omit<Session, "world" | "ask">,
): Promise<number> {
  reportFindings(given.found.detection);
  const ask = canMoveCursor() ? askInquirer : askPlain;
  const world = { detected, ids: ownIds() };
  try {
    return await converse({ ...given, world, ask }, startOf(detected));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    errors.line();
    errors.line("Stopped; nothing was written.");
    return 130;
  } finally {
    closePlain();
  }
}
