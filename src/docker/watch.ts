import type { ChildProcess } from "node:child_process";
import type { Compose } from "./compose.ts";
import { killGroup } from "./docker.ts";

/** `docker compose watch` on a stack that runs. */
export class Watch {
  readonly #child: ChildProcess;
  #said = "";

  constructor(compose: Compose) {
    this.#child = compose.start("watch", "--no-up");
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#said += chunk.toString();
      });
  }

  /** What it has printed so far. */
  get said(): string {
    return this.#said;
  }

  /** Whether it looks for changes by now. */
  get isEnabled(): boolean {
    return this.#said.includes("Watch enabled");
  }

  /** Whether it has ended by itself. */
  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const closed = new Promise((resolve) => this.#child.once("close", resolve));
    killGroup(this.#child.pid!);
    await closed;
  }
}
