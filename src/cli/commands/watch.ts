import { constants } from "node:os";
import { resolve } from "node:path";
import { watch } from "../../watch.ts";
import { reportError } from "../report-error.ts";
import { watchJsonReporter, watchReporter } from "../report-watch.ts";

export interface WatchFlags {
  readonly json?: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * `dockwright watch [dir]`
 *
 * @returns 128 and the signal's number when it was stopped, as a shell would say (130 for Ctrl-C); 2 for
 *   wrong use.
 */
export async function runWatch(
  folder: string,
  { json = false }: WatchFlags,
): Promise<number> {
  const root = resolve(folder);
  const abort = new AbortController();
  let status = 0;
  const end = (value: number) => {
    if (!abort.signal.aborted) status = value;
    abort.abort();
  };
  const stop = (_: NodeJS.Signals, number: number) => {
    // The first waits for a regeneration under way, which may never end: the spec is a program.
    if (abort.signal.aborted) process.exit(128 + number);
    end(128 + number);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  // Nobody reads on: there is nothing left to do for a watch whose terminal or pipe has closed.
  process.stdout.on("error", () => end(128 + constants.signals.SIGPIPE));
  const report = json ? watchJsonReporter() : watchReporter(root);
  try {
    await watch({
      root,
      signal: abort.signal,
      onRun(run) {
        const ending = report(run);
        if (ending !== null) end(ending);
      },
    });
    return status;
  } catch (error) {
    // This file is a bundle of its own, whose errors are not those that the program knows.
    return reportError(error, { root, json });
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
