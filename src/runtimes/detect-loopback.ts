import { finding, type Finding, type Variable } from "./detection.ts";
import { matches, type CodeLine } from "./scan.ts";

/** The variable that an address of each is mostly read from. */
const VARIABLES: readonly (readonly [scheme: RegExp, name: string])[] = [
  [/^redis/, "REDIS_URL"],
  [/^mongo/, "MONGO_URL"],
  [/^amqp/, "AMQP_URL"],
  [/^/, "DATABASE_URL"],
];

const ADDRESS =
  /\b((?:rediss?|postgres(?:ql)?|mysql|mariadb|mongodb|amqps?)(?:\+\w+)?:\/\/(?:[^@\s"'`]*@)?(?:localhost|127\.0\.0\.1)(?![\w.-])[^\s"'`]*)/;

/** How many lines a call may take that has an address in the place of a variable. */
const REACH = 2;

/** Addresses on the own machine that code connects to, whatever its variables say: nothing answers there in a container. */
export function localAddresses(
  lines: readonly CodeLine[],
  variables: readonly Variable[],
): Finding[] {
  const isInPlace = ({ file, line }: CodeLine) =>
    variables.some(
      (each) =>
        each.file === file &&
        each.line !== null &&
        each.line <= line &&
        line - each.line <= REACH,
    );
  return matches(lines, ADDRESS)
    .filter(({ at }) => !isInPlace(at))
    .map(({ at, groups }) => {
      const [address = ""] = groups;
      const shown = address.replace(/\/\/[^@/]*@/, "//…@");
      const [, name] = VARIABLES.find(([scheme]) => scheme.test(address))!;
      return finding(
        "problem",
        "likely",
        `${shown} is the container itself, where nothing else runs`,
        at,
        `read it from a variable such as ${name}, with this one in its place: a container is given another`,
      );
    });
}
