import type { Problem } from "../../spec/problem.ts";
import type { Mode } from "../../model/project.ts";
import type { ServiceSpec, SettingsSpec } from "../../spec/schema/project.ts";
import { toEnvironment } from "../settings.ts";
import { writtenSettings, type Check } from "./check.ts";

const MODES = ["development", "production"] as const;
const WAYS = ["http", "tcp", "command"] as const;

function* healthProblems(
  settings: SettingsSpec,
  hasPorts: boolean,
  isBuilt: boolean,
): Generator<{ key: string | null; message: string; advice: string }> {
  const { health } = settings;
  if (health === undefined || health === "none") return;
  const written = WAYS.filter((way) => health[way] !== undefined);
  if (written.length !== 1) {
    const found = written.join(" and ") || "nothing that is asked";
    yield {
      key: null,
      message: `found ${found}`,
      advice: "write one of http: /health, tcp: 5432 or command: [...]",
    };
    return;
  }
  const [way] = written;
  if (way === "http" && health.port === undefined && !hasPorts) {
    yield {
      key: "http",
      message: "no port says where the path is asked for",
      advice: "write port: beside it, or ports: of the service",
    };
  }
  if (way !== "command" && !isBuilt) {
    yield {
      key: way!,
      message: "what is in an image of somebody else is not known",
      advice: "write a command that is in it: command: [wget, -q, --spider, …]",
    };
  }
}

/** A service's settings in a mode, and where a key of them is written. */
function inMode(name: string, service: ServiceSpec, mode: Mode) {
  const own = service[mode] ?? {};
  return {
    settings: { ...service, ...own },
    placeOf: (key: keyof SettingsSpec) =>
      own[key] === undefined
        ? ["services", name, key]
        : ["services", name, mode, key],
  };
}

/** Every health check asks one thing, at a place that is known. */
export const health: Check = function* ({ spec }) {
  for (const [name, service] of Object.entries(spec.services)) {
    const isBuilt = Object.hasOwn(spec.images ?? {}, service.image ?? "");
    for (const mode of MODES) {
      const { settings, placeOf } = inMode(name, service, mode);
      const hasPorts = (settings.ports ?? []).length > 0;
      for (const found of healthProblems(settings, hasPorts, isBuilt)) {
        const { key, ...problem } = found;
        const at = placeOf("health");
        yield { path: key === null ? at : [...at, key], ...problem };
      }
    }
  }
};

/** Compose gives up where a service waits for another one's health check, and that one has none. */
export const waits: Check = function* ({ spec, images }) {
  for (const [name, { dependsOn = [] }] of Object.entries(spec.services)) {
    for (const [other, { condition }] of Object.entries(dependsOn)) {
      const service = spec.services[other];
      if (condition !== "service_healthy" || !service) continue;
      const image = images.find((each) => each.name === service.image);
      const brings =
        !image || /HEALTHCHECK/i.test(Object.values(image.raw).join());
      for (const mode of MODES) {
        const check = inMode(other, service, mode).settings.health;
        if (check === undefined ? brings : check !== "none") continue;
        yield {
          path: ["services", name, "dependsOn", other, "condition"],
          message: `${other} has no health check in ${mode}`,
          advice: "write one, or condition: service_started",
        };
      }
    }
  }
};

/** There is something to run. */
export const services: Check = function* ({ spec }): Generator<Problem> {
  if (Object.keys(spec.services).length === 0) {
    yield {
      path: ["services"],
      message: "no service is there",
      advice: "write one: web: { image: web, ports: [3000] }",
    };
  }
};

/** A password is a file: in the environment it can be read by `docker inspect`. */
export const passwords: Check = function* ({ spec }) {
  for (const { name, service, settings, path } of writtenSettings(spec)) {
    const environment = toEnvironment(settings.environment);
    const isPlain = Object.hasOwn(environment, "POSTGRES_PASSWORD");
    if (service.backing !== "postgres" || !isPlain) continue;
    yield {
      path: [...path, "environment"],
      message: "POSTGRES_PASSWORD would stand in plain sight",
      advice: `take it out, and a file with a random one is made; or name yours: secrets: { ${name}-password: { file: ./secrets/mine.txt } }`,
    };
  }
};
