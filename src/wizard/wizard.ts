import type { Spec } from "../spec/schema/project.ts";
import { BACKING_STEPS } from "./backing.ts";
import { DIRECTORIES } from "./directories.ts";
import { HEALTH } from "./health.ts";
import { PROJECT } from "./project.ts";
import type {
  Answer,
  Asked,
  Question,
  State,
  StepName,
  World,
} from "./question.ts";
import { SERVICE } from "./service.ts";
import { SERVICES } from "./services.ts";

/** Every question but the last one, which shows the files. */
const STEPS: Readonly<Record<Exclude<StepName, "review">, Asked>> = {
  ...PROJECT,
  ...DIRECTORIES,
  ...BACKING_STEPS,
  ...SERVICES,
  ...SERVICE,
  ...HEALTH,
};

/** Where the wizard starts: at what was detected. */
export const startOf = (detected: Spec): State => ({
  spec: detected,
  step: { at: "begin" },
});

/**
 * The next question. Pure, as all of the wizard is: going back is taking the state before.
 *
 * @returns Null when all is asked, and the files are to be looked at.
 */
export function nextQuestion(state: State, world: World): Question | null {
  const { at } = state.step;
  return at === "review" ? null : STEPS[at].ask(state, world);
}

/** Whether there is only one answer, so that nobody needs to be asked. */
const isPlain = ({ kind, choices }: Question): boolean =>
  (kind === "one" && choices.length === 1 && choices[0]!.value !== "add") ||
  (kind === "many" && choices.length === 0);

/**
 * The state after an answer; questions that leave no choice are answered too.
 *
 * @returns What is wrong, in a sentence, for an answer that cannot be taken.
 */
export function answered(
  state: State,
  answer: Answer,
  world: World,
): State | string {
  const { at } = state.step;
  if (at === "review") return state;
  const next = STEPS[at].take(state, answer, world);
  if (typeof next === "string") return next;
  const question = nextQuestion(next, world);
  if (question === null || !isPlain(question)) return next;
  const only = question.choices[0]?.value ?? [];
  return answered(next, only, world);
}
