import { healthTestOf, type ComposeService } from "../docker/compose-file.ts";
import type { Compose, Container } from "../docker/compose.ts";
import { ContainerEvents } from "../docker/events.ts";
import { until } from "./until.ts";

/**
 * Milliseconds for which an answer holds, unless the engine tells of a change: it tells none of a
 * health test that cannot start.
 */
const FRESH = 3_000;

/** The containers of a stack, for many who ask at once and again. */
export class Containers {
  readonly #compose: Compose;
  #answer: Promise<Map<string, Container[]>> = Promise.resolve(new Map());
  #askedAt = 0;
  #events: ContainerEvents | null = null;
  #heard: number | null = null;

  constructor(compose: Compose) {
    this.#compose = compose;
  }

  /** From now on the engine is asked when it has told of a change: asking takes longer than most probes. */
  listen(): void {
    const { docker, options } = this.#compose;
    this.#events = new ContainerEvents(docker, options.project);
  }

  /** The containers by service. */
  all(): Promise<Map<string, Container[]>> {
    const heard = this.#events?.count ?? null;
    const hasChanged = heard === null || heard !== this.#heard;
    if (hasChanged || Date.now() - this.#askedAt > FRESH) {
      this.#askedAt = Date.now();
      this.#heard = heard;
      this.#answer = this.#compose.containers();
    }
    return this.#answer;
  }

  /** Waits for so many milliseconds that each container has become what it will be. */
  async settle(timeout: number): Promise<void> {
    // One that waits for another that does not turn healthy is never started.
    const haveSettled = async () => {
      const all = [...(await this.all()).values()].flat();
      return all.every(hasSettled) || all.some(isHopeless);
    };
    await until("the services have started", haveSettled, timeout).catch(
      () => {},
    );
  }
}

/**
 * Whether a container has become what it will be, once Compose has started all that it can: it has
 * ended, its health is known, or it was never started.
 */
export const hasSettled = ({ State }: Container): boolean =>
  State.Status === "created" ||
  State.Status === "exited" ||
  State.Status === "dead" ||
  (State.Running && !["starting"].includes(State.Health?.Status ?? ""));

/** A health test that cannot run at all does not turn better by waiting. */
export const isHopeless = ({ State }: Container): boolean =>
  State.Health?.Log?.some(
    ({ ExitCode, Output }) =>
      ExitCode === 127 ||
      /executable file not found|: not found$/m.test(Output),
  ) ?? false;

/** Restart policies under which one that has ended well stays so. */
const STAYS_ENDED = ["", "no", "on-failure"];

/** Whether a service is to be there as long as its project runs, by what its Compose file says. */
const serves = (service: ComposeService): boolean => {
  const { restart = "", ports = [] } = service;
  if (restart === "no" || restart.startsWith("on-failure")) return false;
  return ports.length > 0 || healthTestOf(service) !== null;
};

/**
 * Whether a container was to do one thing and did it. A server that ends with 0 has not: in
 * development nothing starts it again either.
 */
export const isDone = (
  { State, HostConfig }: Container,
  service: ComposeService,
): boolean =>
  State.Status === "exited" &&
  State.ExitCode === 0 &&
  STAYS_ENDED.includes(HostConfig.RestartPolicy.Name) &&
  !serves(service);
