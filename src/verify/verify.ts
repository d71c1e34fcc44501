import { existsSync } from "node:fs";
import { join } from "node:path";
import { Docker } from "../docker/docker.ts";
import { readProject } from "../generate.ts";
import { UsageError } from "../io/find-spec.ts";
import { COMPOSE_FILES } from "../model/compose-files.ts";
import { checkEngine } from "./check-engine.ts";
import type { Guarantee, GuaranteeId } from "./guarantee.ts";
import { ALL } from "./guarantees/index.ts";
import { Ledger, type Verdict } from "./ledger.ts";
import { Run } from "./run.ts";
import { Workbench } from "./workbench.ts";

export interface VerifyOptions {
  /** The project's folder, which holds the spec. */
  readonly root: string;
  /** The services to prove it for, with what they depend on; none are all. */
  readonly services?: readonly string[];
  /** The guarantees to prove; none are all. */
  readonly only?: readonly GuaranteeId[];
  /** Seconds that each build, start and wait may take. */
  readonly timeout?: number;
  /** Whether containers, images and files are left to be looked at. */
  readonly keep?: boolean;
  /** Ends it early; everything is taken away all the same. */
  readonly signal?: AbortSignal;
  /** Hears which guarantees there are, before anything is done. */
  readonly onStart?: (guarantees: readonly Guarantee[]) => void;
  /** Hears that a guarantee is being looked at, and how many things have been so far. */
  readonly onProgress?: (id: GuaranteeId, checks: number) => void;
  /** Hears each verdict as soon as it is known. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /** Hears what is being done. */
  readonly onActivity?: (text: string) => void;
  /** Hears the name of what is left at the end, with `keep`, or since it cannot be taken away. */
  readonly onLeft?: (name: string) => void;
}

export interface VerifyResult {
  readonly project: string;
  /** In the order of their numbers. */
  readonly verdicts: readonly Verdict[];
  /** Whether every guarantee holds, or has nothing to be about. */
  readonly holds: boolean;
  readonly seconds: number;
  /** The label of what was left, with `keep`; or null. */
  readonly kept: string | null;
}

const TIMEOUT = 300;

/**
 * Builds what lies there and proves it on the engine, in a copy of the project and under names of
 * its own; takes everything away again.
 *
 * @throws SpecError for a spec with problems; UsageError when a file was not generated yet, a
 *   service is not in the spec, or no engine answers that has what is needed.
 */
export async function verify(options: VerifyOptions): Promise<VerifyResult> {
  const start = Date.now();
  const { root, services = [], timeout = TIMEOUT, signal } = options;
  const read = await readProject(root);
  const { project } = read.compiled;
  checkServices(
    services,
    project.services.map(({ name }) => name),
  );
  checkGenerated(
    root,
    read.compiled.files.map(({ path }) => path),
  );
  await checkEngine(new Docker());
  const chosen = ALL.filter(
    ({ id }) => !options.only?.length || options.only.includes(id),
  );
  options.onStart?.(chosen);
  signal?.throwIfAborted();
  const bench = new Workbench(root, read, {
    timeout: timeout * 1000,
    services,
  });
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });
  aborted.catch(() => {});
  if (options.keep) bench.keep();
  try {
    const ledger = new Ledger(chosen, options.onProgress);
    new Run(bench, ledger, chosen, options.onActivity).schedule();
    const settled = chosen.map(async ({ id }) => {
      const verdict = await ledger.verdict(id);
      if (!signal?.aborted) options.onVerdict?.(verdict);
      return verdict;
    });
    const verdicts = await Promise.race([Promise.all(settled), aborted]);
    return {
      project: project.name,
      verdicts,
      holds: verdicts.every(({ state }) => ["held", "nothing"].includes(state)),
      seconds: (Date.now() - start) / 1000,
      kept: options.keep ? bench.id : null,
    };
  } finally {
    if (!options.keep) options.onActivity?.("taking everything away");
    if (!(await bench.end())) options.onLeft?.(bench.id);
  }
}

function checkServices(
  named: readonly string[],
  known: readonly string[],
): void {
  const wrong = named.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UsageError(
      `there is no service ${wrong}`,
      `services of the spec: ${known.join(", ")}`,
    );
}

function checkGenerated(root: string, paths: readonly string[]): void {
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  const needed = missing.filter(
    (path) =>
      path.endsWith("Dockerfile") ||
      Object.values(COMPOSE_FILES).includes(path),
  );
  if (needed.length > 0)
    throw new UsageError(
      `there is no ${needed.join(", ")} to prove`,
      "run `dockwright generate` first",
    );
}
