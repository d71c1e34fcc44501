import type { Mode, Port } from "../../model/project.ts";
import type { Problem } from "../../spec/problem.ts";
import { address } from "../../spec/schema/port.ts";
import type { ServiceSpec } from "../../spec/schema/project.ts";
import { resolvePort } from "../ports.ts";
import type { Check } from "./check.ts";

interface TakenPort extends Port {
  readonly service: string;
}

const EVERYWHERE = new Set(["0.0.0.0", "::"]);

const collide = (one: Port, other: Port) =>
  one.host === other.host &&
  one.protocol === other.protocol &&
  (one.hostIp === other.hostIp ||
    EVERYWHERE.has(one.hostIp) ||
    EVERYWHERE.has(other.hostIp));

const isPort = (port: number) => port >= 1 && port <= 65535;

function* portProblems(
  written: unknown,
  port: Port,
  taken: readonly TakenPort[],
): Generator<Omit<Problem, "path">> {
  const { host, container, hostIp } = port;
  const isValid = isPort(container) && isPort(host);
  if (!isValid || !address.safeParse(hostIp).success) {
    const advice =
      "write ports from 1 to 65535, and an address such as 0.0.0.0";
    yield { message: `found ${JSON.stringify(written)}`, advice };
    return;
  }
  const other = taken.find((each) => collide(each, port));
  if (other) {
    const free = host === 65535 ? host - 1 : host + 1;
    yield {
      message: `port ${host} of the host is taken by ${other.service}`,
      advice: `write another one for the host, such as "${free}:${container}"`,
    };
  }
}

function* serviceProblems(
  service: string,
  settings: ServiceSpec,
  mode: Mode,
  taken: TakenPort[],
): Generator<Problem> {
  const own = settings[mode];
  const written = own?.ports ?? settings.ports ?? [];
  const at = (key: "ports" | "replicas") => [
    "services",
    service,
    ...(own?.[key] === undefined ? [] : [mode]),
    key,
  ];
  for (const [index, each] of written.entries()) {
    const port = resolvePort(each);
    for (const found of portProblems(each, port, taken)) {
      yield { path: [...at("ports"), index], ...found };
    }
    taken.push({ ...port, service });
  }
  const replicas = own?.replicas ?? settings.replicas ?? 1;
  if (replicas > 1 && written.length > 0) {
    yield {
      path: at("replicas"),
      message: `${replicas} replicas cannot share one port of the host`,
      advice:
        "take the ports out and put a proxy before them, or write replicas: 1",
    };
  }
}

/** A port of the host is given out once in each mode, and not to a service that runs several times. */
export const ports: Check = function* ({ spec }) {
  for (const mode of ["development", "production"] as const) {
    const taken: TakenPort[] = [];
    for (const [name, service] of Object.entries(spec.services)) {
      yield* serviceProblems(name, service, mode, taken);
    }
  }
};
