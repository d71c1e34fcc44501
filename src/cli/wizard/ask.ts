import type { Answer, Question } from "../../wizard/question.ts";
import { output } from "../terminal.ts";

/** Says that the question before is to be asked again. */
export const BACK = Symbol("back");

/** A person stopped it: by Ctrl-C, or by closing the terminal's input. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

export interface Asking {
  readonly question: Question;
  /** Whether there is a question before. */
  readonly canGoBack: boolean;
  /** What is wrong with an answer, or null. */
  readonly check: (answer: Answer) => string | null;
}

/** Asks one question in a terminal. */
export type Ask = (asking: Asking) => Promise<Answer | typeof BACK>;

/** Asks one question, with its reason in the line above. */
export async function put(
  ask: Ask,
  asking: Asking,
): Promise<Answer | typeof BACK> {
  output.line();
  output.line(output.paint("dim", asking.question.why));
  return ask(asking);
}
