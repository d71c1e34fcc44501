import type { Runtime } from "../runtimes/runtime.ts";
import type { ServiceSpec, SettingsSpec } from "../spec/schema/project.ts";
import { mergeRaw } from "../model/merge.ts";
import { inContainer } from "../model/paths.ts";
import { resolveHealth } from "./health.ts";
import { resolveMount } from "./mounts.ts";
import { resolvePort } from "./ports.ts";
import type { Dependency, Mode, Origin, Settings } from "../model/project.ts";
import { toWords } from "./words.ts";

type EnvironmentSpec = NonNullable<SettingsSpec["environment"]>;

/** Either of Compose's two forms as a map; a name without a value hands the host's on. */
export function toEnvironment(
  environment: EnvironmentSpec | undefined,
): Record<string, string | null> {
  const entries = Array.isArray(environment)
    ? environment.map((entry): [string, string | null] => {
        const equals = entry.indexOf("=");
        return equals < 0
          ? [entry, null]
          : [entry.slice(0, equals), entry.slice(equals + 1)];
      })
    : Object.entries(environment ?? {}).map(
        ([name, value]): [string, string | null] => [
          name,
          value === null ? null : String(value),
        ],
      );
  return Object.fromEntries(entries);
}

export const toTexts = (
  map: Readonly<Record<string, unknown>> | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map ?? {}).map(([name, value]) => [name, String(value)]),
  );

/** What a service's spec says for one mode: the mode's own keys over the common ones, maps joined. */
function inMode(service: ServiceSpec, mode: Mode): SettingsSpec {
  const own = service[mode] ?? {};
  return {
    ...service,
    ...own,
    environment: {
      ...toEnvironment(service.environment),
      ...toEnvironment(own.environment),
    },
    labels: { ...service.labels, ...own.labels },
    compose: mergeRaw(service.compose ?? {}, own.compose ?? {}),
  };
}

function toEnvFiles(files: SettingsSpec["envFile"]): Settings["envFile"] {
  const list =
    files === undefined ? [] : typeof files === "string" ? [files] : files;
  return list.map((entry) =>
    typeof entry === "string"
      ? { path: entry, required: true }
      : { path: entry.path, required: entry.required ?? true },
  );
}

const toHosts = (hosts: SettingsSpec["extraHosts"]): string[] =>
  Array.isArray(hosts)
    ? hosts
    : Object.entries(hosts ?? {}).map(
        ([host, address]) => `${host}=${address}`,
      );

/** What stands where a spec says nothing: only production is restarted and held to limits. */
const DEFAULTS: Record<
  Mode,
  {
    restart: string | null;
    memory: string | null;
    cpus: number | null;
    pids: number | null;
  }
> = {
  development: { restart: null, memory: null, cpus: null, pids: null },
  production: { restart: "unless-stopped", memory: "512m", cpus: 1, pids: 256 },
};

/** Watch cannot write into a read-only root; what we do not know may have to. */
const READ_ONLY: Record<Origin["kind"], (mode: Mode) => boolean> = {
  built: (mode) => mode === "production",
  backing: () => true,
  external: () => false,
};

export interface SettingsContext {
  readonly kind: Origin["kind"];
  readonly workdir: string;
  /** The language of the image, or null for an image that is not built here. */
  readonly runtime: Runtime | null;
  /** What runs when the spec names no command. */
  readonly command: readonly string[] | null;
  /** The memory that a backing service needs in production, or null. */
  readonly memory: string | null;
  /** Whether watch copies into its container. */
  readonly isSynced: boolean;
  /** Whether others wait until it has done its work; started again, it would never have. */
  readonly ends: boolean;
  readonly dependsOn: readonly Dependency[];
}

/** One service in one mode, every key of it made explicit. */
export function resolveSettings(
  service: ServiceSpec,
  mode: Mode,
  context: SettingsContext,
): Settings {
  const { runtime, workdir } = context;
  const spec = inMode(service, mode);
  const ports = (spec.ports ?? []).map(resolvePort);
  const command = toWords(spec.command) ?? context.command;
  const defaults = DEFAULTS[mode];
  return {
    command,
    entrypoint: toWords(spec.entrypoint),
    workingDir:
      spec.workingDir === undefined
        ? null
        : inContainer(workdir, spec.workingDir),
    environment: toEnvironment(spec.environment),
    envFile: toEnvFiles(spec.envFile),
    ports,
    health: resolveHealth(spec.health, ports, runtime),
    mounts: (spec.volumes ?? []).map((volume) => resolveMount(volume, workdir)),
    networks: spec.networks ?? [],
    secrets: spec.secrets ?? [],
    restart: spec.restart ?? (context.ends ? "no" : defaults.restart),
    limits: {
      memory:
        spec.limits?.memory ??
        (defaults.memory && (context.memory ?? defaults.memory)),
      cpus: spec.limits?.cpus ?? defaults.cpus,
      pids: spec.limits?.pids ?? defaults.pids,
    },
    replicas: spec.replicas ?? null,
    labels: toTexts(spec.labels),
    extraHosts: toHosts(spec.extraHosts),
    init: spec.init ?? context.kind === "built",
    readOnly:
      !context.isSynced && (spec.readOnly ?? READ_ONLY[context.kind](mode)),
    stopSignal: spec.stopSignal ?? null,
    stopGracePeriod: spec.stopGracePeriod ?? null,
    profiles: spec.profiles ?? [],
    reloads:
      spec.reload ?? (command !== null && (runtime?.reloads(command) ?? false)),
    followsImports:
      spec.reload ??
      (command !== null && (runtime?.followsImports(command) ?? false)),
    dependsOn: context.dependsOn,
    compose: spec.compose ?? {},
  };
}
