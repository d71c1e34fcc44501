import { tailOf } from "../docker/docker.ts";
import type {
  Finding,
  Guarantee,
  GuaranteeId,
  Observations,
  Unproven,
} from "./guarantee.ts";

/** What became of one guarantee. */
export interface Verdict {
  readonly id: GuaranteeId;
  readonly title: string;
  readonly proves: string;
  /**
   * `held`: all that was looked at holds. `broken`: something does not. `unproven`: something could not
   * be looked at. `nothing`: the project has nothing that it is about.
   */
  readonly state: "held" | "broken" | "unproven" | "nothing";
  /** What was looked at. */
  readonly checked: readonly string[];
  readonly findings: readonly Finding[];
  readonly unproven: readonly Unproven[];
  readonly notes: readonly string[];
  /** How long its probes took, one after the other. */
  readonly seconds: number;
}

interface Entry {
  readonly guarantee: Guarantee;
  readonly checked: Set<string>;
  readonly findings: Finding[];
  readonly unproven: Unproven[];
  readonly notes: string[];
  readonly tasks: Promise<void>[];
  milliseconds: number;
}

const REASON_LINES = 12;

/** Runs probes, and keeps what they have told. */
export class Ledger {
  readonly #entries = new Map<GuaranteeId, Entry>();

  readonly #onProgress: (id: GuaranteeId, checks: number) => void;

  /** @param onProgress Hears when probes of a guarantee begin, and how much they have looked at. */
  constructor(
    guarantees: readonly Guarantee[],
    onProgress: (id: GuaranteeId, checks: number) => void = () => {},
  ) {
    this.#onProgress = onProgress;
    for (const guarantee of guarantees)
      this.#entries.set(guarantee.id, {
        guarantee,
        ...{ checked: new Set(), findings: [], unproven: [] },
        ...{ notes: [], tasks: [], milliseconds: 0 },
      });
  }

  /**
   * Runs a probe once what it needs is there. One that throws, or whose need is not met, could not look.
   *
   * @param subject What it is about, for when it cannot.
   */
  probe<Ready>(
    { id }: Guarantee,
    subject: string,
    ready: Promise<Ready>,
    look: (ready: Ready) => Observations,
  ): Promise<void> {
    const entry = this.#entries.get(id)!;
    const task = ready.then(
      async (it) => {
        const start = Date.now();
        this.#onProgress(id, entry.checked.size);
        try {
          await this.#read(entry, look(it));
        } catch (error) {
          this.#cannotLook(entry, subject, error);
        }
        entry.milliseconds += Date.now() - start;
      },
      (error: unknown) => this.#cannotLook(entry, subject, error),
    );
    entry.tasks.push(task);
    return task;
  }

  async #read(entry: Entry, observations: Observations): Promise<void> {
    for await (const observation of observations) {
      if (observation.kind === "checked") {
        entry.checked.add(observation.subject);
        this.#onProgress(entry.guarantee.id, entry.checked.size);
      } else if (observation.kind === "note")
        entry.notes.push(observation.text);
      else if (observation.kind === "finding") entry.findings.push(observation);
      else entry.unproven.push(observation);
    }
  }

  #cannotLook({ unproven }: Entry, subject: string, error: unknown): void {
    const { message } = error as Error;
    const reason = tailOf(message, REASON_LINES);
    if (
      unproven.some(
        (each) => each.reason === reason && each.subject === subject,
      )
    )
      return;
    unproven.push({ kind: "unproven", subject, reason });
  }

  /** What became of a guarantee, once all its probes have looked. */
  async verdict(id: GuaranteeId): Promise<Verdict> {
    const entry = this.#entries.get(id)!;
    await Promise.all(entry.tasks);
    const { guarantee, findings, unproven, notes, milliseconds } = entry;
    const { title, proves } = guarantee;
    const checked = [...entry.checked];
    const state =
      findings.length > 0
        ? "broken"
        : unproven.length > 0
          ? "unproven"
          : checked.length > 0
            ? "held"
            : "nothing";
    const seconds = milliseconds / 1000;
    return {
      id,
      title,
      proves,
      state,
      checked,
      findings,
      unproven,
      notes,
      seconds,
    };
  }
}
