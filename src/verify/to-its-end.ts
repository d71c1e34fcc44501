import { CommandError, type Outcome } from "../docker/docker.ts";

const END = "== all was looked at";

/** The last line of a script whose answers count only when all are there. */
export const SAY_END = `echo '${END}'`;

/**
 * What such a script has said, without its last line.
 *
 * @throws CommandError when it did not come to its end: what it did not say is no answer.
 */
export function toItsEnd(outcome: Outcome): Outcome {
  const { stdout } = outcome;
  if (!stdout.trimEnd().endsWith(END)) throw new CommandError(outcome);
  return { ...outcome, stdout: stdout.slice(0, stdout.lastIndexOf(END)) };
}
