import { DockerfileParser, type From } from "dockerfile-ast";

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** As it was written, its heredoc too. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export interface Stage {
  /** What AS says, or the stage's number. */
  readonly name: string;
  /** The image or stage that FROM names. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile in order. What does not parse gives what does. */
export function stagesOf(text: string): Stage[] {
  const lines = text.split("\n");
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const each of DockerfileParser.parse(text).getInstructions()) {
    const { start, end } = each.getRange();
    const keyword = each.getKeyword();
    if (keyword === "FROM") {
      const from = each as From;
      stages.push({
        name: from.getBuildStage() ?? String(stages.length),
        from: from.getImage() ?? "",
        instructions: [],
      });
    }
    stages.at(-1)?.instructions.push({
      keyword,
      text: lines.slice(start.line, end.line + 1).join("\n"),
      line: start.line + 1,
    });
  }
  return stages;
}

/**
 * The stages that a target is made of, the target last: what FROM names, and what that names.
 * A name means a stage above; names are the same in capitals.
 */
export function chainOf(
  stages: readonly Stage[],
  target: string | null,
): Stage[] {
  const above = (end: number, wanted: string) =>
    stages.findLastIndex(
      ({ name }, index) =>
        index < end && name.toLowerCase() === wanted.toLowerCase(),
    );
  const chain: Stage[] = [];
  let index =
    target === null ? stages.length - 1 : above(stages.length, target);
  while (index >= 0) {
    const stage = stages[index]!;
    chain.unshift(stage);
    index = above(index, stage.from);
  }
  return chain;
}

/** Instructions that BuildKit runs and counts; all others only say something of the image. */
const STEPS = ["RUN", "COPY", "ADD", "WORKDIR"];

/**
 * The instructions of a stage that are steps of a build, in order.
 *
 * @param name As BuildKit calls it: one without a name by its number; null is the only stage, which
 *   it does not call at all.
 */
export function stepsOf(
  stages: readonly Stage[],
  name: string | null,
): Instruction[] {
  const wanted = name?.replace(/^stage-(?=\d+$)/, "").toLowerCase();
  const stage = stages.find((each) => each.name.toLowerCase() === wanted);
  const { instructions } = stage ?? (name === null ? stages[0] : null) ?? {};
  return (instructions ?? []).filter(({ keyword }) => STEPS.includes(keyword));
}
