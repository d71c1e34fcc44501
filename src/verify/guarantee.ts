import type { Image, Mode } from "../model/project.ts";
import type { Build, FailedBuild } from "../docker/build.ts";
import type { PlannedBuild } from "./planned-builds.ts";
import type { Place } from "./source-lines.ts";
import type { Stack } from "./stack.ts";
import type { Workbench } from "./workbench.ts";

export const GUARANTEES = [
  "G1",
  "G2",
  "G3",
  "G4",
  "G5",
  "G6",
  "G7",
  "G8",
  "G9",
  "G10",
] as const;
export type GuaranteeId = (typeof GUARANTEES)[number];

/** What does not hold. */
export interface Finding {
  readonly kind: "finding";
  /** What it is about, such as `thoth-api in production`. */
  readonly subject: string;
  readonly message: string;
  readonly evidence: { readonly command: string; readonly output: string };
  /** The line to change, where one is known. */
  readonly cause: Place | null;
  readonly advice: string;
}

/** Something that was looked at: it holds, unless a finding has the same subject. */
export interface Checked {
  readonly kind: "checked";
  readonly subject: string;
}

/** What was measured on the way. */
export interface Note {
  readonly kind: "note";
  readonly text: string;
}

/** What could not be looked at, and why: no pass. */
export interface Unproven {
  readonly kind: "unproven";
  readonly subject: string;
  readonly reason: string;
}

export type Observation = Finding | Checked | Note | Unproven;
export type Observations = AsyncGenerator<Observation, void, void>;

export const finding = (about: Omit<Finding, "kind">): Finding => ({
  kind: "finding",
  ...about,
});
export const checked = (subject: string): Checked => ({
  kind: "checked",
  subject,
});
export const note = (text: string): Note => ({ kind: "note", text });
export const unproven = (subject: string, reason: string): Unproven => ({
  kind: "unproven",
  subject,
  reason,
});

/** What became of one thing that a stack is built from. */
export interface BuildResult {
  readonly stack: Stack;
  readonly planned: PlannedBuild;
  readonly outcome: Build | FailedBuild;
}

/** An image of the spec, both of its targets built. */
export interface BuiltImage {
  readonly image: Image;
  readonly targets: Readonly<
    Record<
      Mode,
      {
        readonly stack: Stack;
        readonly planned: PlannedBuild;
        readonly build: Build;
      }
    >
  >;
}

/**
 * One of the guarantees: a name, what it proves, and the probes that look. Each probe takes what
 * has been made ready for it and tells what it has looked at and what it has found; one that
 * throws could not look.
 */
export interface Guarantee {
  readonly id: GuaranteeId;
  readonly title: string;
  /** In a sentence. */
  readonly proves: string;
  /** The stacks that it looks at; both where it does not say. */
  readonly modes?: readonly Mode[];
  /** The files as they lie there. */
  readonly files?: (bench: Workbench) => Observations;
  /** Each build, well or not. */
  readonly build?: (result: BuildResult) => Observations;
  /** Each image, once both of its targets are built. */
  readonly image?: (built: BuiltImage) => Observations;
  /** Each of the two stacks, running. */
  readonly stack?: (stack: Stack) => Observations;
  /** The development stack, its files changing: after the probes that look at it as it was. */
  readonly watch?: (stack: Stack) => Observations;
  /** Each stack at its end: nothing runs afterwards. */
  readonly stop?: (stack: Stack) => Observations;
}
