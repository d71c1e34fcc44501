import { isKept } from "../diff/compare.ts";
import type { WatchRun } from "../watch.ts";
import { errorAsData, reportError } from "./report-error.ts";
import { errors, output, visible } from "./terminal.ts";

/** What came of a run, but for what was told already. */
interface News {
  readonly written: readonly string[];
  /** Files of a person's that are kept, and of which it was not said yet. */
  readonly kept: readonly string[];
  readonly error: unknown;
  /** Whether an error that was told is mended. */
  readonly isMended: boolean;
}

/** Leaves out what was told: most runs find that nothing has changed, and a kept file stays kept. */
class Memory {
  #error: string | null = null;
  #kept: ReadonlySet<string> = new Set();

  news({ result, error, kept }: WatchRun): News {
    if (!result) {
      const text = error instanceof Error ? error.message : String(error);
      const isNew = text !== this.#error;
      this.#error = text;
      return {
        written: [],
        kept: [],
        error: isNew ? error : null,
        isMended: false,
      };
    }
    const news = {
      written: result.written,
      kept: kept.filter((path) => !this.#kept.has(path)),
      error: null,
      isMended: this.#error !== null,
    };
    this.#error = null;
    this.#kept = new Set(kept);
    return news;
  }
}

/** Modules are read once by Node, so that a new text of one is not seen by the same process. */
const isPrettierModule = (path: string) =>
  /(?:^|\/)(?:\.prettierrc|prettier\.config)\.[cm]?[jt]s$/.test(path);

const clock = () => new Date().toTimeString().slice(0, "hh:mm:ss".length);

/** The saves that a run answers; a change of branches has too many to name them all. */
function reason(because: readonly string[]): string {
  const [first, second, ...rest] = because;
  if (first === undefined) return "";
  if (second === undefined) return `: ${first}`;
  return rest.length === 0
    ? `: ${first}, ${second}`
    : `: ${first} and ${rest.length + 1} more`;
}

function tellRun(run: WatchRun, news: News, isFirst: boolean): void {
  const { result, because, milliseconds } = run;
  if (!result) return;
  const took = output.paint(
    "dim",
    `(${Math.round(milliseconds)} ms${visible(reason(because))})`,
  );
  const fit = `${result.changes.length} files fit ${result.specFile}`;
  if (news.written.length > 0)
    output.line(
      `${clock()} ${output.paint("green", news.written.join(", "))} written ${took}`,
    );
  else if (news.isMended || (isFirst && !result.changes.some(isKept)))
    output.line(`${clock()} ${fit} ${took}`);
  if (news.kept.length > 0)
    errors.line(
      `${clock()} ${errors.paint("red", news.kept.join(", "))} kept: edited by hand, or not ours; \`dockwright --diff\` shows the difference`,
    );
}

/**
 * Tells each run that has something new: one line, or the errors as `generate` shows them.
 *
 * @returns What is called with each run; its answer is an exit status where the watch has to end.
 */
export function watchReporter(root: string): (run: WatchRun) => number | null {
  const memory = new Memory();
  let isFirst = true;
  return (run) => {
    const news = memory.news(run);
    const status = news.error
      ? reportError(news.error, { root, json: false })
      : 0;
    tellRun(run, news, isFirst);
    for (const path of run.because.filter(isPrettierModule))
      errors.line(
        `${clock()} ${errors.paint("yellow", visible(path))} is a module, which is read once: start watch again to have its new text`,
      );
    if (isFirst) output.line("Watching; Ctrl-C ends it.");
    isFirst = false;
    return status > 2 ? status : null;
  };
}

/** The same for a machine: a line of JSON for each run that has something new. */
export function watchJsonReporter(): (run: WatchRun) => number | null {
  const memory = new Memory();
  let isFirst = true;
  return (run) => {
    const { written, kept, error, isMended } = memory.news(run);
    const { because, milliseconds } = run;
    const data = error ? errorAsData(error) : {};
    if (!data) throw error;
    if (isFirst || isMended || error || written.length + kept.length > 0)
      output.line(
        JSON.stringify({
          time: new Date().toISOString(),
          because,
          milliseconds: Math.round(milliseconds),
          written,
          kept,
          ...data,
        }),
      );
    isFirst = false;
    return null;
  };
}
