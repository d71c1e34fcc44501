import { runtimeOf } from "../runtimes/index.ts";
import type { Notice } from "../runtimes/runtime.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Problem } from "../spec/problem.ts";
import type { ServiceSpec, Spec } from "../spec/schema/project.ts";
import { checkSpec } from "./checks/index.ts";
import { resolveImage, runtimeNamed, type ResolvedImage } from "./image.ts";
import { backingPlan, originOf, withBacking, withClients } from "./origin.ts";
import type {
  Dependency,
  Directory,
  Image,
  Mode,
  Mount,
  Origin,
  Project,
  Secret,
  Service,
  User,
} from "../model/project.ts";
import { resolveSettings } from "./settings.ts";

const MODES = ["development", "production"] as const;

/** A warning, with the image that it is about. */
export interface Warning extends Notice {
  readonly image: string;
}

export interface ResolvedSpec {
  /** Null when there are problems. */
  readonly project: Project | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

function resolveUser(spec: Spec): User {
  const { name = "app", uid = 1000, gid = uid } = spec.user ?? {};
  return { name, uid, gid, home: `/home/${name}` };
}

function resolveImages(spec: Spec, snapshot: Snapshot): ResolvedImage[] {
  const entries = Object.entries(spec.images ?? {});
  const user = resolveUser(spec);
  return entries.flatMap(([name, image]) => {
    const runtime = runtimeNamed(image);
    return runtime
      ? [
          resolveImage(
            {
              name,
              spec: image,
              user,
              snapshot,
              isAlone: entries.length === 1,
            },
            runtime,
          ),
        ]
      : [];
  });
}

function problemsOf({ image, resolution }: ResolvedImage): Problem[] {
  return resolution.problems.map(({ key, message, advice }) => ({
    path: ["images", image.name, ...key],
    message,
    advice,
  }));
}

/** The directories' volumes, at every service of the image that mounts nothing else there. */
function directoryMounts(image: Image, own: readonly Mount[]): Mount[] {
  return image.directories
    .filter(
      ({ volume, path }) =>
        volume !== null && !own.some(({ target }) => target === path),
    )
    .map(({ volume, path }) => ({
      type: "volume",
      source: volume,
      target: path,
      readOnly: false,
      size: null,
      mode: null,
    }));
}

/** A container in which a health check can be waited for says so; any other has only started. */
function resolveDependencies(spec: Spec, service: ServiceSpec): Dependency[] {
  const { dependsOn = [] } = service;
  type Written = Exclude<NonNullable<ServiceSpec["dependsOn"]>, string[]>;
  const written: Written = Array.isArray(dependsOn)
    ? Object.fromEntries(dependsOn.map((name) => [name, {}]))
    : dependsOn;
  return Object.entries(written).map(
    ([name, { condition, restart, required }]) => {
      const other = spec.services[name];
      const hasHealth =
        other?.backing !== undefined ||
        (other?.health !== undefined && other.health !== "none");
      return {
        service: name,
        condition:
          condition ?? (hasHealth ? "service_healthy" : "service_started"),
        restart: restart ?? null,
        required: required ?? null,
      };
    },
  );
}

function resolveService(
  spec: Spec,
  name: string,
  images: readonly Image[],
): Service {
  const service = spec.services[name]!;
  const image =
    originOf(spec, service) === "built"
      ? (images.find((each) => each.name === service.image) ?? null)
      : null;
  const backing = backingPlan(spec, name);
  const dependsOn = resolveDependencies(spec, service);
  const clients = dependsOn.flatMap(
    (other) => backingPlan(spec, other.service) ?? [],
  );
  const inMode = (mode: Mode) => {
    const target = mode === "production" ? mode : (service.target ?? mode);
    const settings = resolveSettings(service, mode, {
      kind: originOf(spec, service),
      workdir: image?.workdir ?? "/",
      runtime: image ? runtimeOf(image.toolchain) : null,
      command: image?.toolchain.commands[target] ?? null,
    });
    if (backing) return withBacking(settings, backing, name);
    const mounts = image
      ? [...directoryMounts(image, settings.mounts), ...settings.mounts]
      : settings.mounts;
    return { ...withClients(settings, clients), mounts };
  };
  const origin: Origin = backing
    ? {
        kind: "backing",
        backing: service.backing!,
        reference: backing.image,
        user: backing.user,
      }
    : image
      ? {
          kind: "built",
          image: image.name,
          target: service.target ?? "development",
        }
      : { kind: "external", reference: service.image! };
  return {
    name,
    origin,
    dependsOn,
    development: inMode("development"),
    production: inMode("production"),
  };
}

/** Every service that runs an image. */
export const servicesOf = (
  image: { readonly name: string },
  services: readonly Service[],
): Service[] =>
  services.filter(
    ({ origin }) => origin.kind === "built" && origin.image === image.name,
  );

/** What an image gets from its services: their first command, and the places that their volumes cover. */
function withServices(image: Image, services: readonly Service[]): Image {
  const own = servicesOf(image, services);
  const [first] = own;
  const known = new Set(image.directories.map(({ path }) => path));
  const covered = own.flatMap((service) =>
    MODES.flatMap((mode) =>
      service[mode].mounts
        .filter(({ type }) => type !== "bind")
        .map(({ type, target }) => ({ type, target, service })),
    ),
  );
  const added: Directory[] = [];
  for (const { type, target, service } of covered) {
    if (known.has(target)) continue;
    known.add(target);
    added.push({
      path: target,
      mode: "0755",
      volume: null,
      reason: `a ${type} of ${service.name} is mounted there`,
    });
  }
  // `${PORT}` in a command is Compose's to fill in, so it cannot stand in the image.
  const command = (words: readonly string[] | null | undefined) =>
    words && !words.some((word) => word.includes("${")) ? words : null;
  return {
    ...image,
    directories: [...image.directories, ...added],
    command: {
      development: command(first?.development.command),
      production: command(first?.production.command),
    },
  };
}

function resolveSecrets(spec: Spec): Secret[] {
  const written = Object.entries(spec.secrets ?? {}).map(
    ([name, secret]): Secret =>
      "file" in secret
        ? { name, file: secret.file, generated: false }
        : "environment" in secret
          ? { name, environment: secret.environment }
          : { name, external: true },
  );
  const made = Object.keys(spec.services)
    .flatMap((name) => backingPlan(spec, name)?.secret ?? [])
    .filter((name) => !written.some((secret) => secret.name === name))
    .map((name): Secret => ({
      name,
      file: `./secrets/${name}.txt`,
      generated: true,
    }));
  return [...written, ...made];
}

/**
 * Makes every default of a spec explicit and binds every reference.
 *
 * @param spec A spec that fits the schema; with `partial`, what is left of one that does not.
 * @param snapshot The project's files.
 * @param specFile The spec's file name, for headers.
 */
export function resolveSpec(
  spec: Spec,
  snapshot: Snapshot,
  specFile: string,
): ResolvedSpec {
  const resolved = resolveImages(spec, snapshot);
  const warnings = resolved.flatMap(({ image, resolution }) =>
    resolution.warnings.map((warning) => ({ image: image.name, ...warning })),
  );
  const images = resolved.map(({ image }) => image);
  const problems = [
    ...checkSpec({ spec, snapshot, images }),
    ...resolved.flatMap(problemsOf),
  ];
  if (problems.length > 0) return { project: null, problems, warnings };
  const services = Object.keys(spec.services).map((name) =>
    resolveService(spec, name, images),
  );
  return {
    problems,
    warnings,
    project: {
      name: spec.name,
      specFile,
      user: resolveUser(spec),
      images: images.map((image) => withServices(image, services)),
      services,
      volumes: spec.volumes ?? {},
      networks: spec.networks ?? {},
      secrets: resolveSecrets(spec),
      compose: spec.compose ?? {},
    },
  };
}
