import type { ChildProcess } from "node:child_process";
import type { Compose } from "./compose.ts";
import { killGroup } from "./docker.ts";

/** `docker compose watch` on a stack that runs. */
export class Watch {
  readonly #child: ChildProcess;
  #said = "";

  /**
   * @param folder Where Compose notes that it watches: it never takes the note away, and refuses to
   *   watch a project twice. Seen with Compose 2.40, which keeps it in XDG_RUNTIME_DIR.
   * @param services Those whose rules are followed, with what they depend on; none are all.
   */
  constructor(
    compose: Compose,
    folder: string,
    services: readonly string[] = [],
  ) {
    this.#child = compose.start(["watch", "--no-up", ...services], {
      XDG_RUNTIME_DIR: folder,
    });
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
