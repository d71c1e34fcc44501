import { tailOf } from "./docker.ts";

/** One instruction that BuildKit went through. */
export interface Step {
  /** Such as `[builder 2/4] COPY src ./src`. */
  readonly name: string;
  readonly isCached: boolean;
}

/** One of BuildKit's checks that found something: https://docs.docker.com/reference/build-checks/ */
export interface CheckWarning {
  readonly message: string;
  readonly line: number | null;
}

export interface Progress {
  readonly steps: readonly Step[];
  readonly warnings: readonly CheckWarning[];
  /** What the steps printed, the end of it. */
  readonly log: string;
  /** What is no progress: the error at the end. */
  readonly rest: string;
}

/** A line of `--progress=rawjson`: https://pkg.go.dev/github.com/moby/buildkit/client#SolveStatus */
interface Line {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly cached?: boolean;
    readonly completed?: string;
  }[];
  readonly logs?: readonly { readonly data?: string }[];
  readonly warnings?: readonly {
    readonly short?: string;
    readonly range?: readonly { readonly start: { readonly line: number } }[];
  }[];
}

/** Instructions only: neither BuildKit's own work nor FROM, which only names an image. */
const IS_INSTRUCTION = /^\[(?:\S+ +| )*\d+\/\d+\] (?!FROM )/;

const LOG_LINES = 30;

// Go's encoder writes [] of bytes in base64; warnings' texts, too.
const decode = (data = ""): Buffer => Buffer.from(data, "base64");

/** A line as progress; null for another, and for one that was cut off when the build was killed. */
function parseLine(line: string): Line | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Line;
  } catch {
    return null;
  }
}

/** What BuildKit did, from the progress that `docker build --progress=rawjson` prints. */
export function parseProgress(text: string): Progress {
  const all = text
    .split("\n")
    .map((line) => ({ line, progress: parseLine(line) }));
  const lines = all.flatMap(({ progress }) => progress ?? []);
  const steps = new Map<string, Step>();
  for (const { digest, name, cached, completed } of lines.flatMap(
    ({ vertexes = [] }) => vertexes,
  )) {
    if (!IS_INSTRUCTION.test(name)) continue;
    const before = steps.get(digest);
    // A step that another target needs and this one does not never runs.
    if (!completed && !before) continue;
    const isCached = cached === true || before?.isCached === true;
    steps.set(digest, { name, isCached });
  }
  const logs = lines.flatMap(({ logs: found = [] }) => found);
  // A letter may be parted between two of them.
  const printed = Buffer.concat(logs.map(({ data }) => decode(data)));
  const warnings = lines.flatMap(({ warnings: found = [] }) => found);
  return {
    steps: [...steps.values()],
    warnings: warnings.map(({ short, range }) => ({
      message: decode(short).toString(),
      line: range?.[0]?.start.line ?? null,
    })),
    log: tailOf(printed.toString(), LOG_LINES),
    rest: all
      .flatMap(({ line, progress }) => (progress ? [] : line))
      .join("\n")
      .trim(),
  };
}

/** The steps that were not cache hits. */
export const executed = ({ steps }: Pick<Progress, "steps">): string[] =>
  steps.filter(({ isCached }) => !isCached).map(({ name }) => name);
