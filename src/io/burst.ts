/** No event for so long ends a burst. An editor's truncation, write and rename follow each other faster. */
const IDLE = 30;

/** Events that never pause are answered after so long all the same. */
const LONGEST = 1000;

/** Gathers events that follow each other closely, so that they are answered once. Times in milliseconds. */
export class Burst {
  readonly #paths = new Set<string>();
  #first = 0;
  #last = 0;
  #wake: (() => void) | null = null;

  add(path: string): void {
    const now = performance.now();
    if (this.#paths.size === 0) this.#first = now;
    this.#last = now;
    this.#paths.add(path);
    this.#wake?.();
  }

  #pause(milliseconds: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer =
        milliseconds === null ? undefined : setTimeout(end, milliseconds);
      function end() {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      }
      signal.addEventListener("abort", end);
      // While it counts down, an event only moves the end; it is looked up then.
      this.#wake = milliseconds === null ? end : null;
    });
  }

  /** The paths of the next burst, once it is over; nothing when it was called off. */
  async next(signal: AbortSignal): Promise<readonly string[]> {
    while (!signal.aborted) {
      const end = Math.min(this.#last + IDLE, this.#first + LONGEST);
      const rest = this.#paths.size === 0 ? null : end - performance.now();
      if (rest !== null && rest <= 0) {
        const paths = [...this.#paths];
        this.#paths.clear();
        return paths;
      }
      await this.#pause(rest, signal);
    }
    return [];
  }
}
