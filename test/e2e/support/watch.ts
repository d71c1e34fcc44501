import { spawn, type ChildProcess } from "node:child_process";
import { environment } from "./command.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

/** `docker compose watch` on a running stack. */
export class Watch {
  readonly #child: ChildProcess;
  #said = "";

  private constructor(stack: Stack) {
    const [file, ...args] = stack.command("watch", "--no-up");
    const { cwd, env } = stack.options;
    this.#child = spawn(file, args, {
      cwd,
      env: environment(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#said += chunk.toString();
      });
  }

  /** Starts watching, and waits until it does. */
  static async on(stack: Stack): Promise<Watch> {
    const watch = new Watch(stack);
    await watch.until("watch is enabled", async () =>
      watch.#said.includes("Watch enabled"),
    );
    return watch;
  }

  /** As `until`; what watch has said is part of the failure. */
  async until<Answer>(
    what: string,
    probe: () => Promise<Answer | null | false>,
    milliseconds = 90_000,
  ): Promise<Answer> {
    try {
      return await until(what, probe, milliseconds);
    } catch (error) {
      const said = this.#said.slice(-3000);
      const told = error instanceof Error ? error.message : String(error);
      throw new Error(`${told}\nwatch said:\n${said}`, { cause: error });
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null)
      return;
    const closed = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.kill("SIGKILL");
    await closed;
  }
}
