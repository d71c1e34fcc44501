import type { ChildProcess } from "node:child_process";
import type { Docker } from "./docker.ts";

/** What leaves a container other than it was: https://docs.docker.com/reference/cli/docker/system/events/ */
const CHANGES = ["create", "start", "die", "destroy", "health_status"];

/** Seconds that the engine's clock may be behind ours. */
const BEFORE = 5;

/** Hears from the engine of each change of a Compose project's containers, to ask for them only then. */
export class ContainerEvents {
  readonly #child: ChildProcess;
  #count = 0;

  constructor(docker: Docker, project: string) {
    const since = Math.floor(Date.now() / 1000) - BEFORE;
    this.#child = docker.start([
      ...["events", "--since", String(since), "--format", "{{.Action}}"],
      ...["--filter", `label=com.docker.compose.project=${project}`],
      ...[
        "type=container",
        ...CHANGES.map((event) => `event=${event}`),
      ].flatMap((filter) => ["--filter", filter]),
    ]);
    this.#child.stdout!.on("data", (chunk: Buffer) => {
      this.#count += chunk.toString().split("\n").length - 1;
    });
    this.#child.on("error", () => {});
  }

  /** How many changes there were so far; null where nobody tells any more. */
  get count(): number | null {
    const { exitCode, signalCode } = this.#child;
    return exitCode === null && signalCode === null ? this.#count : null;
  }
}
