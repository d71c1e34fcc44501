import { COMPOSE_FILES } from "../model/compose-files.ts";
import type { Mode } from "../model/project.ts";
import type { BuildResult, BuiltImage, Guarantee } from "./guarantee.ts";
import type { Ledger } from "./ledger.ts";
import { Stack } from "./stack.ts";
import type { Workbench } from "./workbench.ts";

const MODES: readonly Mode[] = ["development", "production"];

/** Everything of one run: what is made ready, when, and who looks at it. */
export class Run {
  readonly #bench: Workbench;
  readonly #ledger: Ledger;
  readonly #guarantees: readonly Guarantee[];
  readonly #tell: (text: string) => void;

  constructor(
    bench: Workbench,
    ledger: Ledger,
    guarantees: readonly Guarantee[],
    onActivity: (text: string) => void = () => {},
  ) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#guarantees = guarantees;
    this.#tell = onActivity;
  }

  #each<Probe extends "files" | "build" | "image" | "stack" | "watch" | "stop">(
    probe: Probe,
    mode?: Mode,
  ) {
    return this.#guarantees.flatMap((guarantee) => {
      const look = guarantee[probe] as Guarantee[Probe] | undefined;
      const isMeant = !mode || (guarantee.modes ?? MODES).includes(mode);
      return look && isMeant
        ? [{ guarantee, look: look as NonNullable<Guarantee[Probe]> }]
        : [];
    });
  }

  /** Lets every probe look as soon as what it needs is there. */
  schedule(): void {
    const { project } = this.#bench;
    const files = this.#each("files");
    if (files.length > 0) {
      const copied = Promise.resolve().then(() => this.#bench.copy("files"));
      for (const { guarantee, look } of files)
        void this.#ledger.probe(guarantee, project.name, copied, () =>
          look(this.#bench),
        );
    }
    const hasImages = this.#each("image").length > 0;
    const modes = MODES.filter(
      (mode) =>
        hasImages || this.#each("build").length > 0 || this.#isRunning(mode),
    );
    const stacks = modes.map((mode) => ({ mode, ...this.#build(mode) }));
    // What changes in the first stack takes the longest: the other one waits until that runs.
    let first: Promise<unknown> | null = null;
    const runs = stacks
      .filter(({ mode }) => this.#isRunning(mode))
      .map((each) => {
        const run = this.#run(each.mode, each.stack, each.results, first);
        first ??= settled(run.running);
        return run;
      });
    const images = hasImages
      ? this.#lookAtImages(stacks.map(({ results }) => results))
      : [];
    // Time is told by the last probes, so that they look when nothing else of ours runs.
    const before = Promise.all([
      ...images,
      ...runs.map(({ looked }) => looked),
    ]);
    for (const { mode, running } of runs)
      void this.#look("stop", mode, running, before);
  }

  #isRunning(mode: Mode): boolean {
    return (["stack", "watch", "stop"] as const).some(
      (probe) => this.#each(probe, mode).length > 0,
    );
  }

  /** Builds all that a stack runs. */
  #build(mode: Mode) {
    const stack = Promise.resolve().then(() => {
      this.#tell(`reading ${COMPOSE_FILES[mode]}`);
      const copy = this.#bench.copy(mode);
      return Stack.prepare(this.#bench, { mode, copy });
    });
    const results = stack.then(async (it) => {
      const all: BuildResult[] = [];
      for (const planned of it.builds) {
        const name = planned.image?.name ?? planned.services[0];
        this.#tell(`building ${name} for ${mode}`);
        const outcome = await this.#bench.build(planned.section, planned.tag);
        all.push({ stack: it, planned, outcome });
      }
      return all;
    });
    results.catch(() => {});
    for (const { guarantee, look } of this.#each("build"))
      void this.#ledger.probe(guarantee, mode, results, async function* (all) {
        for (const result of all) yield* look(result);
      });
    return { stack, results };
  }

  /** Looks at the images of which both targets were built, at each with one probe after the other. */
  #lookAtImages(
    results: readonly Promise<BuildResult[]>[],
  ): Promise<unknown>[] {
    return this.#bench.project.images.map((image) => {
      const built = Promise.all(results).then((all): BuiltImage | null => {
        const targets = all.map((each) =>
          each.find(({ planned }) => planned.image === image),
        );
        if (targets.every((each) => each === undefined)) return null;
        const entries = targets.map((each, index) => {
          if (!each) throw new Error(`${image.name} is not run in both modes`);
          const { stack, planned, outcome } = each;
          if ("error" in outcome)
            throw new Error(`${image.name} does not build for ${MODES[index]}`);
          return [MODES[index]!, { stack, planned, build: outcome }] as const;
        });
        return {
          image,
          targets: Object.fromEntries(entries) as BuiltImage["targets"],
        };
      });
      let before = settled(built);
      for (const { guarantee, look } of this.#each("image")) {
        const ready = before.then(() => built);
        before = this.#ledger.probe(guarantee, image.name, ready, (it) => {
          this.#tell(`${guarantee.id}: looking at ${image.name}`);
          return it ? look(it) : nothing();
        });
      }
      return before;
    });
  }

  /** Lets all probes of a kind look at a stack together. */
  #look(
    probe: "stack" | "watch" | "stop",
    mode: Mode,
    running: Promise<Stack>,
    before: Promise<unknown> = Promise.resolve(),
  ): Promise<unknown> {
    const ready = before.then(() => running);
    // Where no probe looks, nobody else hears that it does not run.
    ready.catch(() => {});
    const tasks = this.#each(probe, mode).map(({ guarantee, look }) =>
      this.#ledger.probe(guarantee, mode, ready, (it) => {
        this.#tell(`${guarantee.id}: looking at ${mode}`);
        return look(it);
      }),
    );
    return Promise.all([before, ...tasks]);
  }

  /**
   * Starts a stack, and lets the probes look: together, then as its files change.
   *
   * @param first What is done before the start.
   */
  #run(
    mode: Mode,
    stack: Promise<Stack>,
    results: Promise<BuildResult[]>,
    first: Promise<unknown> | null,
  ) {
    const running = results.then(async (all) => {
      const failed = all.find(({ outcome }) => "error" in outcome);
      if (failed)
        throw new Error(
          `${failed.planned.image?.name ?? failed.planned.services[0]} does not build for ${mode}`,
        );
      const it = await stack;
      await first;
      this.#tell(`starting ${it.services.length} services in ${mode}`);
      await it.up();
      return it;
    });
    running.catch(() => {});
    const seen = this.#look("stack", mode, running);
    const looked = this.#look("watch", mode, running, seen);
    return { mode, running, looked };
  }
}

async function* nothing() {}

/** When something has come to its end, good or bad. */
const settled = (it: Promise<unknown>): Promise<unknown> =>
  Promise.allSettled([it]);
