import fc from "fast-check";
import type { Spec } from "../../../src/spec/schema/project.ts";
import {
  hostileData,
  hostileLine,
  hostileText,
  hostileWords,
} from "./hostile.ts";
import {
  duration,
  labelName,
  mapOf,
  memory,
  place,
  record,
  resource,
  some,
  variable,
} from "./parts.ts";

type Service = Spec["services"][string];
type Settings = NonNullable<Service["production"]>;

const health = fc.oneof(
  fc.constant("none" as const),
  hostileWords.map((command) => ({ command })),
  record({ tcp: fc.constant(9), interval: duration, retries: fc.constant(2) }),
  fc
    .constantFrom("/", "/é?a='b\"&c=$d`e`{{f}}|g\\")
    .map((http) => ({ http, port: 80 })),
);

const settings = {
  command: some(hostileWords),
  entrypoint: some(hostileWords),
  workingDir: some(place.map((name) => `/${name}`)),
  environment: some(
    fc.oneof(
      mapOf(variable, fc.oneof(hostileText, fc.constant(null), fc.boolean())),
      fc.array(
        fc
          .tuple(variable, hostileText)
          .map(([name, text]) => `${name}=${text}`),
        { maxLength: 3 },
      ),
    ),
  ),
  envFile: some(hostileText.map((text) => `./${text.replaceAll("..", "")}`)),
  labels: some(mapOf(labelName, hostileLine)),
  extraHosts: some(
    fc.oneof(
      fc.array(hostileText, { maxLength: 2 }),
      mapOf(hostileText, hostileText),
    ),
  ),
  limits: some(
    record({
      memory: some(memory),
      cpus: some(fc.constantFrom(0.5, 2)),
      pids: some(fc.constant(9)),
    }),
  ),
  restart: some(fc.constantFrom("no" as const, "on-failure:3")),
  stopSignal: some(fc.constant("SIGINT")),
  stopGracePeriod: some(duration),
  networks: some(fc.uniqueArray(resource, { maxLength: 2 })),
  profiles: some(fc.array(resource, { maxLength: 2 })),
  secrets: some(fc.constant(["key"])),
  reload: some(fc.boolean()),
  init: some(fc.boolean()),
  compose: some(hostileData),
};

export const serviceParts = (index: number) =>
  record<Service>({
    ...settings,
    health: some(health),
    ports: some(
      fc.constantFrom(
        [8_000 + index],
        [{ container: 80, host: 9_000 + index, name: "http" }],
        [`[::1]:${7_000 + index}:80/udp`],
      ),
    ),
    volumes: some(
      place.map((name) => [
        `./b ${name}:/mnt/b`,
        "data:/mnt/data:ro",
        { type: "tmpfs" as const, target: `/mnt/${name}/t`, size: "1m" },
      ]),
    ),
    development: some(record<Settings>(settings)),
    production: some(
      record<Settings>({
        ...settings,
        readOnly: some(fc.boolean()),
        replicas: some(fc.constantFrom(0, 1)),
      }),
    ),
  });
