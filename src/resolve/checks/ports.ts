import { address } from "../../spec/schema/port.ts";
import { resolvePort } from "../ports.ts";
import type { Check } from "./check.ts";

const EVERYWHERE = new Set(["0.0.0.0", "::", "[::]"]);

const overlap = (one: string, other: string) =>
  one === other || EVERYWHERE.has(one) || EVERYWHERE.has(other);

/** A port of the host is given out once in each mode, and not to a service that runs several times. */
export const ports: Check = function* ({ spec }) {
  for (const mode of ["development", "production"] as const) {
    const taken: {
      service: string;
      host: number;
      hostIp: string;
      protocol: string;
    }[] = [];
    for (const [service, settings] of Object.entries(spec.services)) {
      const own = settings[mode];
      const written = own?.ports ?? settings.ports ?? [];
      const path = [
        "services",
        service,
        ...(own?.ports ? [mode] : []),
        "ports",
      ];
      for (const [index, each] of written.entries()) {
        const { host, hostIp, protocol, container } = resolvePort(each);
        if (
          container > 65535 ||
          host === null ||
          host > 65535 ||
          container < 1 ||
          !address.safeParse(hostIp.replace(/^\[|\]$/g, "")).success
        ) {
          yield {
            path: [...path, index],
            message: `found ${JSON.stringify(each)}`,
            advice:
              "write ports from 1 to 65535, and an address such as 0.0.0.0",
          };
          continue;
        }
        const other = taken.find(
          (port) =>
            port.host === host &&
            port.protocol === protocol &&
            overlap(port.hostIp, hostIp),
        );
        if (other) {
          yield {
            path: [...path, index],
            message: `port ${host} of the host is taken by ${other.service}`,
            advice: `write another one for the host, such as "${host === 65535 ? host - 1 : host + 1}:${container}"`,
          };
        }
        taken.push({ service, host, hostIp, protocol });
      }
      const replicas = own?.replicas ?? settings.replicas ?? 1;
      if (replicas > 1 && written.length > 0) {
        const at = [
          "services",
          service,
          ...(own?.replicas === undefined ? [] : [mode]),
          "replicas",
        ];
        yield {
          path: at,
          message: `${replicas} replicas cannot share one port of the host`,
          advice:
            "take the ports out and put a proxy before them, or write replicas: 1",
        };
      }
    }
  }
};
