import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { onTestFinished } from "vitest";
import { CLI, environment } from "./cli.ts";

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** How long a question may take to come, in milliseconds: the machine may be busy. */
const PATIENCE = 20_000;

export const KEYS = {
  enter: "\r",
  escape: "\u001b",
  down: "\u001b[B",
  space: " ",
  clear: "\u0015",
  interrupt: "\u0003",
  end: "\u0004",
} as const;

/** The program in a terminal of its own, driven as a person would: https://man7.org/linux/man-pages/man1/script.1.html */
export function inTerminal(
  cwd: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
  columns = 100,
) {
  const words = [process.execPath, CLI, ...args].map(quoted).join(" ");
  const command = `stty cols ${columns} rows 40; exec ${words}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: environment(more),
  });
  onTestFinished(() => void child.kill());
  let all = "";
  let seen = 0;
  child.stdout.on("data", (chunk: Buffer) => (all += chunk.toString()));
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  const plain = () =>
    stripVTControlCharacters(all).replaceAll("\r\n", "\n").replaceAll("\r", "");

  /** Waits until a text is there that was not there before the last keys. */
  const until = async (text: string): Promise<void> => {
    const deadline = Date.now() + PATIENCE;
    while (!plain().slice(seen).includes(text)) {
      if (Date.now() > deadline)
        throw new Error(`${text} does not come:\n${plain().slice(seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  /** Types keys, once a question is there. */
  const answer = async (question: string, ...keys: readonly string[]) => {
    await until(question);
    // The question is shown before its keys are listened to.
    await new Promise((resolve) => setTimeout(resolve, 60));
    seen = plain().length;
    for (const each of keys) child.stdin.write(each);
  };
  return {
    until,
    answer,
    /** The exit status, and everything that was shown. */
    end: async () => ({ status: await ended, raw: all, text: plain() }),
  };
}
