import { Writable } from "node:stream";
import checkbox from "@inquirer/checkbox";
import { AbortPromptError, ExitPromptError } from "@inquirer/core";
import select from "@inquirer/select";
import type { Answer } from "../../wizard/question.ts";
import { takesColour } from "../terminal.ts";
import { BACK, Stopped, type Ask, type Asking } from "./ask.ts";
import { textPrompt } from "./text-prompt.ts";

interface Context {
  readonly signal: AbortSignal;
  readonly output: NodeJS.WritableStream;
}

/** Standard output without colours, where none are wanted; moving the cursor is left in. */
function screen(): NodeJS.WritableStream {
  if (takesColour(process.stdout)) return process.stdout;
  const plain = new Writable({
    write(chunk, _, done) {
      // eslint-disable-next-line no-control-regex
      const text = String(chunk).replace(/\u001b\[[\d;]*m/g, "");
      process.stdout.write(text, () => done());
    },
  });
  return Object.assign(plain, {
    isTTY: true,
    columns: process.stdout.columns,
    rows: process.stdout.rows,
  });
}

const hint = (canGoBack: boolean) => (canGoBack ? " (Esc: back)" : "");

function prompt(
  { question, canGoBack, check }: Asking,
  context: Context,
): Promise<Answer | typeof BACK> {
  const { kind, message, choices, initial } = question;
  const title = `${message}${hint(canGoBack)}`;
  if (kind === "text")
    return textPrompt(
      { message: title, initial: String(initial), check },
      context,
    );
  if (kind === "many") {
    const marked = choices.map((each) => ({
      ...each,
      checked: initial.includes(each.value),
    }));
    const validate = (taken: readonly { value: string }[]) =>
      check(taken.map(({ value }) => value)) ?? true;
    return checkbox({ message: title, choices: marked, validate }, context);
  }
  const back: { value: typeof BACK; name: string }[] = canGoBack
    ? [{ value: BACK, name: "← back" }]
    : [];
  return select<string | typeof BACK>(
    {
      message: title,
      choices: [...choices, ...back],
      default: String(initial),
      loop: false,
    },
    context,
  );
}

/** Asks with lists to move in and lines to edit. Esc goes back; Ctrl-C and Ctrl-D stop. */
export const askInquirer: Ask = async (asking) => {
  const abort = new AbortController();
  const { stdin } = process;
  const onKey = (_: unknown, key: { name?: string; ctrl?: boolean }) => {
    if (key.name === "escape" && asking.canGoBack) abort.abort(BACK);
    if (key.ctrl && key.name === "d") abort.abort();
  };
  const onEnd = () => abort.abort();
  stdin.on("keypress", onKey).once("end", onEnd);
  try {
    return await prompt(asking, { signal: abort.signal, output: screen() });
  } catch (error) {
    if (error instanceof AbortPromptError && abort.signal.reason === BACK)
      return BACK;
    if (error instanceof AbortPromptError || error instanceof ExitPromptError)
      throw new Stopped();
    throw error;
  } finally {
    stdin.off("keypress", onKey).off("end", onEnd);
  }
};
