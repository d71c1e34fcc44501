import { finding, type Finding, type Place } from "../../detection.ts";
import { matches, type CodeLine } from "../../scan.ts";
import { LOCAL_SERVERS, type Framework } from "./frameworks.ts";
import type { NodeProject } from "./project.ts";

/** What starts to listen, perhaps over several lines. */
const OPENS =
  /\.listen\(|\bserve\(|\bHapi\.server\(|\bnew\s+(?:Hapi\.Server|WebSocketServer|WebSocket\.Server)\(|\bstartStandaloneServer\(/;

const LOCAL = /["'`](?:localhost|127\.0\.0\.1)["'`]/;

/** A constant with such an address. */
const NAMED =
  /\b(?:const|let|var)\s+(\w+)\s*(?::\s*\w+\s*)?=\s*["'`](?:localhost|127\.0\.0\.1)["'`]/;

/** A variable that says where to listen, with such an address in its place. */
const FALLBACK =
  /\bprocess\.env\.((?:(?:SERVER|APP|HTTP|API|WEB|LISTEN|BIND)_)?(?:HOST|HOSTNAME|ADDR|ADDRESS))\s*(?:\|\||\?\?)\s*["'`](?:localhost|127\.0\.0\.1)["'`]/;

/** The most lines that are looked at of a call. */
const LONGEST = 6;

/** The calls that start to listen, each with its lines. */
const calls = (lines: readonly CodeLine[]): CodeLine[][] =>
  lines.flatMap((line, at) => {
    if (!OPENS.test(line.text)) return [];
    const rest = lines.slice(at, at + LONGEST);
    const end = rest.findIndex(({ text }) => /\)\s*;?\s*$/.test(text));
    return [rest.slice(0, end < 0 ? LONGEST : end + 1)];
  });

/** Where a server is told to listen at its own machine's address. */
function localPlace({ lines }: NodeProject): Place | undefined {
  const named = new Map(
    matches(lines, NAMED).map(({ at, groups }) => [groups[0]!, at] as const),
  );
  for (const line of calls(lines).flat()) {
    if (FALLBACK.test(line.text)) continue;
    if (LOCAL.test(line.text)) return line;
    const name = [...named.keys()].find((each) =>
      new RegExp(`\\b${each}\\b`).test(line.text),
    );
    if (name !== undefined) return named.get(name);
  }
  return undefined;
}

/** Fastify listens there where it is told nothing. */
const silentPlace = ({ lines }: NodeProject): Place | undefined =>
  calls(lines).find(
    ([first, ...rest]) =>
      /\.listen\(\s*\{/.test(first!.text) &&
      ![first!, ...rest].some(({ text }) => /\bhost\b/.test(text)),
  )?.[0];

/** A server that only its own machine reaches. */
export function loopback(
  project: NodeProject,
  framework: Framework | null,
): Finding[] {
  const found =
    localPlace(project) ??
    (framework?.title === "Fastify" ? silentPlace(project) : undefined);
  return found
    ? [
        finding(
          "problem",
          "likely",
          "the server listens on its own machine's address alone, which no published port reaches",
          found,
          'write host: "0.0.0.0"',
        ),
      ]
    : [];
}

/** What the variables are set to that say where to listen. */
export const hostVariables = ({ lines }: NodeProject): Record<string, string> =>
  Object.fromEntries(
    matches(lines, FALLBACK).map(({ groups }) => [groups[0]!, "0.0.0.0"]),
  );

/** A server of development that answers its own machine alone listens everywhere; beside a server, at the server's port. */
export function reachable(
  command: readonly string[] | null,
  port: number | null,
): readonly string[] | null {
  if (command === null) return null;
  const [program = "", next = ""] = command;
  const start = next.startsWith("-") ? program : `${program} ${next}`.trim();
  const [, usual] = LOCAL_SERVERS.find(([each]) => each.test(start)) ?? [];
  if (usual === undefined || command.includes("--host")) return command;
  const isTold = port === null || port === usual || command.includes("--port");
  const at = isTold ? [] : ["--port", String(port)];
  return [...command, "--host", "0.0.0.0", ...at];
}

/** A server whose port is nowhere written. */
export const unported = ({ file, line }: Place): Finding =>
  finding(
    "warning",
    "likely",
    "it listens at a port that is not written here",
    { file, line },
    "write ports: [8080] and health: { tcp: 8080 } under services.app, with its own number",
  );
