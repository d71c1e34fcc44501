import * as z from "zod/mini";
import { command } from "./command.ts";
import { health } from "./health.ts";
import { port } from "./port.ts";
import {
  bytes,
  containerPath,
  duration,
  environment,
  key,
  labels,
  raw,
  resourceName,
  serviceName,
  text,
  versionNumber,
} from "./scalars.ts";
import { volume } from "./volume.ts";

/** The backing services; a file under src/backing answers to each name. */
export const BACKING_SERVICES = ["postgres", "redis"] as const;

const dependency = z.strictObject({
  condition: key(
    "service_healthy when the other has a health check, else service_started.",
    z.enum([
      "service_started",
      "service_healthy",
      "service_completed_successfully",
    ]),
  ),
  restart: key("Whether it is restarted when the other is.", z.boolean()),
  required: key("false: only a warning when the other is absent.", z.boolean()),
});

/** What may differ between development and production. */
const settings = {
  command: key(
    "What runs: a list of words, or one text that is split as a shell would.",
    command,
  ),
  entrypoint: key("What the command is handed to.", command),
  workingDir: key(
    "Where it runs, in place of the image's working directory.",
    containerPath,
  ),
  environment: key(
    "Variables; ${NAME} and its :- :? :+ forms are Compose's, any other $ is itself.",
    environment,
  ),
  envFile: key(
    "Files of variables.",
    z.union([
      text,
      z.array(
        z.union([
          text,
          z.strictObject({
            path: text,
            required: key("false: it may be absent.", z.boolean()),
          }),
        ]),
      ),
    ]),
  ),
  ports: key(
    "Ports on the host, at 127.0.0.1 unless an address is given.",
    z.array(port),
  ),
  health: key(
    "How it shows that it works: http, tcp, command or none.",
    health,
  ),
  volumes: key("Named volumes, binds and tmpfs.", z.array(volume)),
  networks: key("Networks it is on.", z.array(resourceName)),
  secrets: key(
    "Secrets it sees as files under /run/secrets.",
    z.array(resourceName),
  ),
  restart: key(
    "When it is started again.",
    z.union([
      z.enum(["no", "always", "unless-stopped", "on-failure"]),
      text.check(z.regex(/^on-failure:\d+$/, { error: "on-failure:3" })),
    ]),
  ),
  limits: key(
    "The most it may take.",
    z.strictObject({
      memory: key("Memory such as 512m.", bytes),
      cpus: key("Processors such as 0.5.", z.number().check(z.positive())),
      pids: key("Processes.", z.int().check(z.minimum(1))),
    }),
  ),
  replicas: key("How many of it run.", z.int().check(z.minimum(0))),
  labels: key("Labels of the container.", labels),
  extraHosts: key(
    "Host names with their addresses.",
    z.union([z.array(text), z.record(text, text)]),
  ),
  init: key(
    "Whether a small init is process 1; true when left out.",
    z.boolean(),
  ),
  readOnly: key(
    "Whether production's root is read-only; true when left out.",
    z.boolean(),
  ),
  stopSignal: key(
    "The signal that ends it.",
    z.string().check(
      z.regex(/^SIG[A-Z0-9+-]+$|^\d+$/, {
        error: "a signal such as SIGTERM",
      }),
    ),
  ),
  stopGracePeriod: key("Time between the signal and the kill.", duration),
  profiles: key("Compose profiles that start it.", z.array(resourceName)),
  reload: key(
    "Whether the process reloads changed code by itself; read from the command when left out.",
    z.boolean(),
  ),
  compose: key(
    "Keys of Compose that are not modelled here. Mappings are joined with what is generated, such as deploy; lists and values take its place.",
    raw,
  ),
};

export const service = z.strictObject({
  image: key(
    "An image of this project, or a reference to another such as nginx:1.26.",
    text,
  ),
  backing: key("A backing service that we know.", z.enum(BACKING_SERVICES)),
  version: key(
    "The backing service's version.",
    z.union([
      z.string().check(
        z.regex(/^[\w.-]+(?:@sha256:[0-9a-f]{64})?$/, {
          error: 'a version such as "17", with a digest if wanted',
        }),
      ),
      versionNumber,
    ]),
  ),
  target: key(
    "The stage that compose.yaml runs; development when left out.",
    z.enum(["development", "production"]),
  ),
  dependsOn: key(
    "What is started before it.",
    z.union([z.array(serviceName), z.record(serviceName, dependency)]),
  ),
  ...settings,
  development: key("What differs in compose.yaml.", z.strictObject(settings)),
  production: key(
    "What differs in compose.production.yaml.",
    z.strictObject(settings),
  ),
});
