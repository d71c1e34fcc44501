import { spawn } from "node:child_process";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command is killed. */
  readonly timeout?: number;
}

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a generated file reads from the environment: whoever runs the tests must not decide it. */
const READ_BY_FILES = /^(APP_UID|APP_GID|GIT_HASH|COMPOSE_.*)$/;

export function environment(
  added: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !READ_BY_FILES.test(name),
  );
  return { ...Object.fromEntries(inherited), ...added };
}

/** Runs a command to its end, whatever that is. */
export function run(
  [file, ...args]: readonly [string, ...string[]],
  { cwd, env, timeout = 540_000 }: CommandOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: environment(env),
      timeout,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

const tail = (text: string) => text.trimEnd().split("\n").slice(-40).join("\n");

/**
 * What a command prints on standard output.
 *
 * @throws Error with the end of what it said, when it does not end with 0.
 */
export async function output(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code === 0) return stdout;
  throw new Error(
    `${command.join(" ")}\nended with ${code ?? "a signal"}\n${tail(stdout)}\n${tail(stderr)}`,
  );
}
