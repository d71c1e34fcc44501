import { spawn, type ChildProcess } from "node:child_process";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command is killed. */
  readonly timeout?: number;
  /** What the command reads. */
  readonly input?: string;
}

export interface Outcome {
  /** The command as a person would type it. */
  readonly command: string;
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that did not end with 0. Its message has the end of what the command said. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    const { command, code, stdout, stderr } = outcome;
    const end = code === null ? "was ended by a signal" : `ended with ${code}`;
    super(`${command}\n${end}\n${tailOf(`${stdout}\n${stderr}`, 40)}`);
    this.outcome = outcome;
  }
}

/** A command that was asked for after the end. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";

  constructor() {
    super("it was stopped");
  }
}

/** The last lines of a text. */
export const tailOf = (text: string, lines: number): string =>
  text.trim().split("\n").slice(-lines).join("\n");

/** What a generated file reads from the environment: whoever starts us must not decide it. */
const READ_BY_FILES = /^(?:APP_UID|APP_GID|GIT_HASH|COMPOSE_.*)$/;

function environment(
  added: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !READ_BY_FILES.test(name),
  );
  return { ...Object.fromEntries(inherited), ...added };
}

/** Ends a command, and what it has started. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

const shown = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The `docker` command, and every process of it that still runs. */
export class Docker {
  readonly #onChild: (child: ChildProcess) => void;
  readonly #running = new Set<ChildProcess>();
  #isClosed = false;

  /** @param onChild Is told each process that starts, so that somebody can end it when we cannot. */
  constructor(onChild: (child: ChildProcess) => void = () => {}) {
    this.#onChild = onChild;
  }

  /**
   * Starts `docker` with some arguments and leaves it running.
   *
   * @throws ClosedError after the end.
   */
  start(
    args: readonly string[],
    { cwd, env, timeout, input }: CommandOptions = {},
  ): ChildProcess {
    if (this.#isClosed) throw new ClosedError();
    const child = spawn("docker", args, {
      cwd,
      env: environment(env),
      // A group of its own: Compose is a process of the command's, and has to end with it.
      detached: true,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    this.#running.add(child);
    const timer =
      timeout === undefined || child.pid === undefined
        ? undefined
        : setTimeout(killGroup, timeout, child.pid);
    const forget = () => {
      clearTimeout(timer);
      this.#running.delete(child);
    };
    child.once("close", forget);
    child.once("error", forget);
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    this.#onChild(child);
    return child;
  }

  /** Runs `docker` to its end, whatever that is. */
  run(args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, options);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
      child.on("error", reject);
      child.on("close", (code) =>
        resolve({
          command: ["docker", ...args].map(shown).join(" "),
          code,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
    });
  }

  /**
   * What `docker` prints on standard output.
   *
   * @throws CommandError when it does not end with 0.
   */
  async output(
    args: readonly string[],
    options: CommandOptions = {},
  ): Promise<string> {
    const outcome = await this.run(args, options);
    if (outcome.code === 0) return outcome.stdout;
    throw new CommandError(outcome);
  }

  /** Whether `docker` prints a word before it ends, which it does at the word or after so many milliseconds. */
  says(
    args: readonly string[],
    word: string,
    timeout: number,
  ): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, { timeout });
      let said = "";
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(word)) killGroup(child.pid!);
      };
      child.stdout?.on("data", listen);
      child.stderr?.on("data", listen);
      child.on("error", reject);
      child.on("close", () => resolve(said.includes(word)));
    });
  }

  /** Ends every process of it that still runs, and starts no other. */
  close(): void {
    this.#isClosed = true;
    for (const { pid } of this.#running) if (pid) killGroup(pid);
  }
}
