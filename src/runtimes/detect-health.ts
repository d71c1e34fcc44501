import type { Place } from "./detection.ts";
import { matches, type CodeLine } from "./scan.ts";

/** Names of a path that says whether a service works, the plainest first. */
const NAMES = [
  /^_?health$/,
  /^_?health(?:z|[-_]?check)$/,
  /^(?:livez?|liveness|alive)$/,
  /^(?:readyz?|readiness)$/,
  /^(?:ping|heartbeat|up)$/,
];

const rank = (path: string) =>
  NAMES.findIndex((name) =>
    name.test(path.replace(/\/$/, "").split("/").at(-1)!),
  );

export interface FoundHealth extends Place {
  readonly path: string;
  /** Whether something in the project may put a prefix before it. */
  readonly isPrefixed: boolean;
}

export interface HealthRules {
  /** A route that answers GET: who it belongs to, and its path. */
  readonly routes: readonly RegExp[];
  /** An owner that is no application of its own but is mounted in one. */
  readonly mounted: RegExp;
  /** A line that mounts something under a path. */
  readonly prefix: RegExp;
}

/** The health paths of code, the best one first; what may have a prefix comes last. */
export function healthIn(
  lines: readonly CodeLine[],
  { routes, mounted, prefix }: HealthRules,
): FoundHealth[] {
  const hasPrefix = lines.some(({ text }) => prefix.test(text));
  return routes
    .flatMap((route) => matches(lines, route))
    .map(({ at, groups }) => {
      const [owner = "", path = ""] = groups;
      const absolute = path.startsWith("/") ? path : `/${path}`;
      const isPrefixed = hasPrefix && mounted.test(owner);
      return { file: at.file, line: at.line, path: absolute, isPrefixed };
    })
    .filter(({ path }) => rank(path) >= 0 && /^\/[\w./-]+$/.test(path))
    .toSorted(
      (one, other) =>
        Number(one.isPrefixed) - Number(other.isPrefixed) ||
        rank(one.path) - rank(other.path),
    );
}
