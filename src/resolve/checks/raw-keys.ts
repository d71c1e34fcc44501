import { writtenSettings, type Check } from "./check.ts";

const TOP_LEVEL = ["name", "services", "volumes", "networks", "secrets"];

/** What is handed on to Compose takes nothing's place. */
export const rawKeys: Check = function* ({ spec }) {
  for (const key of TOP_LEVEL) {
    if (!Object.hasOwn(spec.compose ?? {}, key)) continue;
    yield {
      path: ["compose", key],
      message: `${key} would take the place of what is generated`,
      advice: `write it as ${key}: of the spec itself`,
    };
  }
};

/**
 * Keys of a Compose service with ours that say the same. Not among them are those with parts that ours
 * do not have: deploy, networks with aliases, and what hardens the container.
 */
const OF_SERVICES: Readonly<Record<string, string>> = {
  image: "image",
  depends_on: "dependsOn",
  command: "command",
  entrypoint: "entrypoint",
  working_dir: "workingDir",
  environment: "environment",
  env_file: "envFile",
  ports: "ports",
  healthcheck: "health",
  volumes: "volumes",
  tmpfs: "volumes",
  secrets: "secrets",
  restart: "restart",
  labels: "labels",
  extra_hosts: "extraHosts",
  init: "init",
  read_only: "readOnly",
  stop_signal: "stopSignal",
  stop_grace_period: "stopGracePeriod",
  profiles: "profiles",
};

/** Nor does what a service hands on: what ours say, and what we put beside it, would be gone. */
export const rawServiceKeys: Check = function* ({ spec }) {
  for (const { settings, path } of writtenSettings(spec)) {
    for (const key of Object.keys(settings.compose ?? {})) {
      if (!Object.hasOwn(OF_SERVICES, key)) continue;
      yield {
        path: [...path, "compose", key],
        message: `${key} would take the place of what is generated`,
        advice: `write it as ${OF_SERVICES[key]}: of the service itself`,
      };
    }
  }
};
