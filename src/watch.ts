import { setTimeout } from "node:timers/promises";
import { isKept } from "./diff/compare.ts";
import type { GenerateResult } from "./generate.ts";
import { Burst } from "./io/burst.ts";
import { findSpec } from "./io/find-spec.ts";
import { UnwatchableError } from "./io/folder-watch.ts";
import { untilGitIsDone } from "./io/git-lock.ts";
import { WriteError } from "./io/write-files.ts";
import { WatchedProject } from "./watched-project.ts";

/** One regeneration: what came of it, or why nothing did. */
export interface WatchRun {
  /** What was saved, relative to the project; nothing at the start. */
  readonly because: readonly string[];
  readonly milliseconds: number;
  readonly result: GenerateResult | null;
  /** Files of a person's that were kept, also when looked at again: Git may have been in the middle of one. */
  readonly kept: readonly string[];
  /** What `generate` threw; null when it went well. */
  readonly error: unknown;
}

export interface WatchOptions {
  readonly root: string;
  /** Ends the watch, after a regeneration that is under way. */
  readonly signal: AbortSignal;
  /** Told of every regeneration, also of one that had nothing to write. */
  onRun(run: WatchRun): void;
}

/** Somebody else moves files in this moment, such as Git at a change of branches: the next look is right. */
const ATTEMPTS = 4;
const PAUSE = 25;

const isOfTheMoment = (error: unknown) =>
  error instanceof WriteError ||
  (error instanceof Error && "code" in error && "syscall" in error);

async function generateOnce(
  project: WatchedProject,
): Promise<Pick<WatchRun, "result" | "error">> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { result: await project.generate(), error: null };
    } catch (error) {
      if (error instanceof UnwatchableError) throw error;
      if (attempt >= ATTEMPTS || !isOfTheMoment(error))
        return { result: null, error };
    }
    await setTimeout(PAUSE * attempt);
  }
}

/**
 * Generates, and generates again after each burst of saves in what `generate` reads. Neither an
 * error nor a file that is kept ends it.
 *
 * @throws UsageError where there is no spec to begin with, or nothing can be watched any more.
 */
export async function watch(options: WatchOptions): Promise<void> {
  const { root, signal, onRun } = options;
  findSpec(root);
  const burst = new Burst();
  const project = new WatchedProject(root, (path) => burst.add(path));
  try {
    let because: readonly string[] = [];
    let seen: readonly string[] = [];
    do {
      await untilGitIsDone(root);
      const start = performance.now();
      const outcome = await generateOnce(project);
      const milliseconds = performance.now() - start;
      const changes = outcome.result?.changes ?? [];
      const now = changes.filter(isKept).map(({ path }) => path);
      const kept = now.filter((path) => seen.includes(path));
      for (const path of now) if (!kept.includes(path)) burst.add(path);
      seen = now;
      onRun({ because, ...outcome, kept, milliseconds });
      because = await burst.next(signal);
    } while (!signal.aborted);
  } finally {
    project.close();
  }
}
