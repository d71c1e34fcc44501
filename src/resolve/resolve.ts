import type { Notice } from "../runtimes/runtime.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Problem } from "../spec/problem.ts";
import type { Spec } from "../spec/schema/project.ts";
import { checkSpec } from "./checks/index.ts";
import { resolveImage, runtimeNamed, type ResolvedImage } from "./image.ts";
import { backingPlan } from "./backing.ts";
import type {
  Directory,
  Image,
  Project,
  Secret,
  Service,
  User,
} from "../model/project.ts";
import { tmpfsMode } from "../model/paths.ts";
import { isShared } from "./places.ts";
import { resolveService } from "./service.ts";

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

/** Every service that runs an image. */
const servicesOf = (
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
        .map((mount) => ({ ...mount, service })),
    ),
  );
  const added: Directory[] = [];
  for (const { type, target, mode, service } of covered) {
    // /tmp and its like are there already, with an owner and a mode of their own.
    if (known.has(target) || isShared(target)) continue;
    known.add(target);
    added.push({
      path: target,
      // Some engines give a tmpfs the mode of the folder that it covers, whatever its own is.
      mode: type === "tmpfs" ? tmpfsMode(target, mode) : "0755",
      volume: null,
      reason: type === "tmpfs" ? "the tmpfs of" : "a volume of",
      of: service.name,
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
        : { name, environment: secret.environment },
  );
  const made = Object.keys(spec.services)
    .flatMap((name) => backingPlan(spec, name, "production")?.secret ?? [])
    .filter((name) => !written.some((secret) => secret.name === name))
    .map((name): Secret => ({
      name,
      file: `./secrets/${name}.txt`,
      generated: true,
    }));
  return [...written, ...made];
}

/** Without a command the base image's own runs: an interpreter that finds nobody and ends. */
function idleWarnings(spec: Spec, services: readonly Service[]): Warning[] {
  const isIdle = (service: Service) =>
    MODES.some((mode) => !service[mode].command && !service[mode].entrypoint);
  return services.filter(isIdle).flatMap(({ name, origin }): Warning[] => {
    if (origin.kind !== "built") return [];
    const { image } = origin;
    if (spec.images?.[image]?.base !== undefined) return [];
    const message = `${name} has no command, and the project's files name none`;
    return [{ image, message, advice: `write services.${name}.command` }];
  });
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
  const services = Object.keys(spec.services).map((name) =>
    resolveService(spec, name, images),
  );
  const problems = [
    ...checkSpec({ spec, snapshot, images, services }),
    ...resolved.flatMap(problemsOf),
  ];
  if (problems.length > 0) return { project: null, problems, warnings };
  return {
    problems,
    warnings: [...warnings, ...idleWarnings(spec, services)],
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
