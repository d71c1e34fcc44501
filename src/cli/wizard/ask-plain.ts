import { createInterface } from "node:readline";
import type { Answer, Question } from "../../wizard/question.ts";
import { output } from "../terminal.ts";
import { BACK, Stopped, type Ask } from "./ask.ts";

const lines: string[] = [];
let waiting: ((line: string | null) => void) | null = null;
let isOpen = false;
let hasEnded = false;

/** One reader for all questions: what is typed ahead is not lost between two. */
function open(): void {
  if (isOpen) return;
  isOpen = true;
  const hand = (line: string | null) => {
    const taker = waiting;
    waiting = null;
    if (taker) taker(line);
    else if (line !== null) lines.push(line);
  };
  const stop = () => {
    hasEnded = true;
    hand(null);
  };
  // A reader that edits would move the cursor, which this terminal cannot.
  createInterface({ input: process.stdin, terminal: false })
    .on("line", hand)
    .once("close", stop);
  process.once("SIGINT", stop);
}

async function readLine(): Promise<string> {
  open();
  const ahead = lines.shift();
  if (ahead !== undefined) return ahead.trim();
  const line = hasEnded
    ? null
    : await new Promise<string | null>((resolve) => (waiting = resolve));
  if (line === null) throw new Stopped();
  return line.trim();
}

/** Numbers as the choices that they stand for; null for one that stands for none. */
function chosen(
  { kind, choices, initial }: Question,
  line: string,
): Answer | null {
  if (line === "") return initial;
  if (kind === "many" && line === "-") return [];
  const picked = line
    .split(/[\s,]+/)
    .map((number) => choices[Number(number) - 1]?.value);
  if (picked.some((each) => each === undefined)) return null;
  if (kind === "many") return picked as string[];
  return picked.length === 1 ? picked[0]! : null;
}

const markOf = ({ initial }: Question, value: string): string =>
  (typeof initial === "string" ? initial === value : initial.includes(value))
    ? "*"
    : " ";

function show(question: Question, canGoBack: boolean): void {
  const { kind, message, choices, initial } = question;
  output.line(message);
  for (const [index, { value, name }] of choices.entries())
    output.line(` ${markOf(question, value)}${index + 1}. ${name}`);
  const enter = {
    text:
      initial === ""
        ? "Enter: nothing"
        : `Enter: ${String(initial)}; -: nothing`,
    one: "a number; Enter: the one with *",
    many: "numbers; Enter: those with *; -: none",
  }[kind];
  output.line(`(${enter}${canGoBack ? "; <: back" : ""})`);
}

/** Asks line by line, for terminals that cannot move the cursor: a number for a choice, < to go back. */
export const askPlain: Ask = async ({ question, canGoBack, check }) => {
  show(question, canGoBack);
  for (;;) {
    process.stdout.write("> ");
    const line = await readLine();
    if (line === "<" && canGoBack) return BACK;
    const isText = question.kind === "text";
    const typed = line === "" ? String(question.initial) : line;
    const answer = isText
      ? typed === "-"
        ? ""
        : typed
      : chosen(question, line);
    const wrong =
      answer === null
        ? `write a number from 1 to ${question.choices.length}`
        : check(answer);
    if (answer !== null && wrong === null) return answer;
    output.line(wrong ?? "");
  }
};

/** Lets the program end: an open reader keeps it alive. */
export function closePlain(): void {
  if (isOpen) process.stdin.destroy();
}
