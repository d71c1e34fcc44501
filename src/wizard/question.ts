import { parseSpec } from "../spec/parse-spec.ts";
import type { Spec } from "../spec/schema/project.ts";

export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** What is asked, as data: how it looks is the terminal's matter. */
export interface Question {
  readonly kind: "text" | "one" | "many";
  readonly message: string;
  /** Why it is asked, or what the answer does, in one line. */
  readonly why: string;
  /** For `one` and `many`. */
  readonly choices: readonly Choice[];
  /** What stands there at first: a text, the choice that is marked, or those that are taken. */
  readonly initial: string | readonly string[];
}

/** A text or a choice; of `many`, a list. */
export type Answer = string | readonly string[];

/** Where the wizard is: the kind of question, and what it is about. */
export interface Step {
  readonly at: StepName;
  /** The image, the service or the backing service. */
  readonly of?: string;
  /** The directory, of an image's. */
  readonly index?: number;
}

export type StepName =
  | "begin"
  | "name"
  | "user"
  | "ids"
  | "ownIds"
  | "directories"
  | "path"
  | "subdirs"
  | "volume"
  | "backing"
  | "version"
  | "services"
  | "remove"
  | "serviceName"
  | "image"
  | "command"
  | "ports"
  | "volumes"
  | "health"
  | "healthPath"
  | "healthPort"
  | "healthCommand"
  | "dependsOn"
  | "reload"
  | "review";

/** The answers so far, which are a spec and nothing else, and the next question. */
export interface State {
  readonly spec: Spec;
  readonly step: Step;
}

/** What the answers are held against: what was detected, and who asks. */
export interface World {
  readonly detected: Spec;
  /** The ids of this machine's user; null where it has none, or is root. */
  readonly ids: { readonly uid: number; readonly gid: number } | null;
}

/** One kind of question. */
export interface Asked {
  ask(state: State, world: World): Question;
  /** The state after an answer, or what is wrong with it. */
  take(state: State, answer: Answer, world: World): State | string;
}

export const text = (message: string, why: string, initial = ""): Question => ({
  kind: "text",
  message,
  why,
  choices: [],
  initial,
});

export const one = (
  message: string,
  why: string,
  choices: readonly (readonly [value: string, name: string])[],
  initial = choices[0]?.[0] ?? "",
): Question => ({
  kind: "one",
  message,
  why,
  choices: choices.map(([value, name]) => ({ value, name })),
  initial,
});

/** What is wrong with a part of a spec, in a sentence; null where nothing is. */
export function problemAt(
  spec: Spec,
  path: readonly PropertyKey[],
): string | null {
  const problem = parseSpec(spec).problems.find(({ path: where }) =>
    path.every((part, index) => String(where[index]) === String(part)),
  );
  return problem ? `${problem.message}; ${problem.advice}` : null;
}

/** The state after an answer, unless the spec's part that it went into is wrong then. */
export function checked(
  state: State,
  path: readonly PropertyKey[],
): State | string {
  return problemAt(state.spec, path) ?? state;
}

/** Words with commas between them. */
export const listOf = (answer: Answer): string[] =>
  (typeof answer === "string" ? answer.split(",") : [...answer])
    .map((word) => word.trim())
    .filter(Boolean);

/** A copy without a key, or with another value of it. */
export function withKey<Value extends object>(
  value: Value,
  key: string,
  inner: unknown,
): Value {
  const { [key]: _, ...rest } = value as Record<string, unknown>;
  return (inner === undefined ? rest : { ...value, [key]: inner }) as Value;
}
