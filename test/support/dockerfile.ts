import { DockerfileParser, type Instruction } from "dockerfile-ast";

/** NAME=value pairs, as ENV, ARG and LABEL have them. */
type Pairs = {
  getProperties(): { getName(): string; getUnescapedValue(): string | null }[];
};

/** What BuildKit makes of a double-quoted text: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go */
const unquoted = (text: string): string =>
  /^"[\s\S]*"$/.test(text)
    ? text
        .slice(1, -1)
        .replace(/\\([\\"$])|\$/g, (_, kept?: string) => kept ?? "<a variable>")
    : text;

export interface ParsedInstruction {
  readonly keyword: string;
  /** The whole of it, as it stands. */
  readonly text: string;
  readonly pairs: readonly (readonly [string, string])[];
}

function parsed(instruction: Instruction): ParsedInstruction {
  const keyword = instruction.getKeyword();
  const hasPairs = ["ENV", "ARG", "LABEL"].includes(keyword);
  const properties = hasPairs
    ? (instruction as unknown as Pairs).getProperties?.()
    : [];
  return {
    keyword,
    text: instruction.getTextContent(),
    pairs: (properties ?? []).map((each) => [
      each.getName(),
      unquoted(each.getUnescapedValue() ?? ""),
    ]),
  };
}

export const instructionsOf = (text: string): ParsedInstruction[] =>
  DockerfileParser.parse(text).getInstructions().map(parsed);

/** The stages in their order, each with its instructions. */
export function stagesOf(text: string) {
  const stages: { name: string; steps: ParsedInstruction[] }[] = [];
  for (const step of instructionsOf(text)) {
    const name = /^FROM \S+ AS (\S+)$/.exec(step.text)?.[1];
    if (name !== undefined) stages.push({ name, steps: [] });
    else stages.at(-1)?.steps.push(step);
  }
  return stages;
}
