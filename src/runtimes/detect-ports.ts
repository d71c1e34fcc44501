import type { DetectInput, PortHint } from "./detection.ts";
import { matches, type CodeLine } from "./scan.ts";

/** Ports that other programs are reached at: none of them is a service's own. */
const FOREIGN = new Set([
  22, 25, 53, 465, 587, 993, 3306, 5432, 5672, 6379, 9092, 11211, 27017, 1883,
  8883,
]);

/** What code calls the ports of those: SMTP_PORT is no port of the service, whatever its number. */
const FOREIGN_NAME =
  /^(?:smtp|email|mail|imap|ftp|ssh|db|database|postgres|pg|mysql|mongo|mongodb|redis|rabbitmq|amqp|mqtt|broker|kafka|proxy)$/;

const isPort = (port: number) =>
  Number.isInteger(port) && port > 0 && port <= 65_535 && !FOREIGN.has(port);

export interface FoundPort extends PortHint {
  /** What the code calls it, such as `http` of HTTP_PORT, or null. */
  readonly name: string | null;
  readonly isCertain: boolean;
}

/**
 * The ports that lines of code name.
 *
 * @param patterns Each with the port in its last group, and perhaps its name in the one before.
 */
export function portsIn(
  lines: readonly CodeLine[],
  patterns: readonly RegExp[],
): FoundPort[] {
  const found = patterns.flatMap((pattern) =>
    matches(lines, pattern).flatMap(({ at, groups }): FoundPort[] => {
      const port = Number(groups.at(-1));
      const name = (groups.length > 1 && groups[0]?.toLowerCase()) || null;
      const { file, line } = at;
      if (name !== null && FOREIGN_NAME.test(name)) return [];
      return isPort(port) ? [{ file, line, port, name, isCertain: true }] : [];
    }),
  );
  return [
    ...new Map(found.toReversed().map((each) => [each.port, each])).values(),
  ].toReversed();
}

/** The port of a service: from its code, then from files around it, then its framework's own. */
export function choosePort(
  inCode: readonly FoundPort[],
  { hints }: Pick<DetectInput, "hints">,
  usual: number | null,
): (Omit<FoundPort, "file"> & { readonly file: string | null }) | null {
  const [first] = inCode;
  if (first) return first;
  const hint = hints.find(({ port }) => isPort(port));
  if (hint) return { ...hint, name: null, isCertain: false };
  return usual === null
    ? null
    : { port: usual, file: null, line: null, name: null, isCertain: false };
}
