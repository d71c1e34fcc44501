import { BACKING } from "../backing/index.ts";
import type {
  DetectedDirectory,
  DetectedService,
} from "../runtimes/detection.ts";
import type {
  ImageSpec,
  ServiceSpec,
  SettingsSpec,
  Spec,
} from "../spec/schema/project.ts";
import { inProject } from "../model/paths.ts";
import type { DetectedImage, Detection } from "./detection.ts";
import { toName } from "./names.ts";

const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one) === JSON.stringify(other);

/** A key, where it has something to say. */
const unless = <Key extends string, Value>(
  isLeftOut: boolean,
  key: Key,
  value: Value,
) => (isLeftOut ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

type DirectorySpec = NonNullable<ImageSpec["directories"]>[number];

/** What several services write is one folder for all of them, as it was before each had a container. */
function toDirectory(
  { path, subdirs, isKept }: DetectedDirectory,
  isShared: boolean,
): DirectorySpec {
  const volume = isKept || isShared ? toName(path) : null;
  if (volume === null && subdirs.length === 0) return path;
  return {
    path,
    ...(subdirs.length > 0 && { subdirs: [...subdirs] }),
    ...(volume !== null && { volume }),
  };
}

function toImage(image: DetectedImage): ImageSpec {
  const { runtime, context, workspace, settings, directories } = image;
  const isShared = image.services.length > 1;
  const sure = directories.filter(({ certainty }) => certainty !== "guess");
  return {
    runtime,
    ...(context !== "." && { context }),
    ...(workspace !== null && { workspace }),
    ...settings,
    ...(sure.length > 0 && {
      directories: sure.map((each) => toDirectory(each, isShared)),
    }),
  };
}

/** The commands, where the project's own files do not name them. */
function commandKeys(
  { command }: DetectedService,
  known: DetectedImage["known"],
): Pick<ServiceSpec, "command" | "development"> {
  const { production, development } = command;
  const isKnown = isSame(production, known.production) || production === null;
  if (isKnown && isSame(development, known.development)) return {};
  const common = isKnown ? null : [...production!];
  const own =
    development === null || isSame(development, common)
      ? null
      : [...development];
  return {
    ...(common && { command: common }),
    ...(own && { development: { command: own } }),
  };
}

/** Ports of the host: what two services listen at is given to the second one at the next free port. */
function portsOf(
  { ports }: DetectedService,
  taken: Set<number>,
): NonNullable<SettingsSpec["ports"]> {
  return ports.map(({ container, name }) => {
    let host = container;
    while (taken.has(host)) host = host === 65_535 ? 1024 : host + 1;
    taken.add(host);
    if (host === container && name === null) return container;
    return {
      container,
      ...(host !== container && { host }),
      ...(name !== null && { name }),
    };
  });
}

function healthOf({
  healthPath,
  ports,
}: DetectedService): SettingsSpec["health"] | null {
  const [first] = ports;
  if (!first) return null;
  if (healthPath === null) return { tcp: first.container };
  // Of several ports the last is asked: what streams comes before what answers.
  const asked = ports.find(({ name }) => name === "http") ?? first;
  return asked === first
    ? { http: healthPath }
    : { http: healthPath, port: asked.container };
}

/** What is the same in development and production. */
function toService(
  service: DetectedService,
  image: DetectedImage,
  taken: Set<number>,
): ServiceSpec {
  const { dependsOn, environment, entrypoint } = image.connection;
  const context = inProject(image.context, image.workspace ?? ".");
  const { ports, ends, command, envFiles = [] } = service;
  const health = healthOf(service);
  const variables = { ...service.environment, ...environment };
  const outside: SettingsSpec = {
    ...(ports.length > 0 && { ports: portsOf(service, taken) }),
    ...(health && { health }),
  };
  const commands = commandKeys(service, image.known);
  // A server that only development has is asked only there.
  const isForDevelopment = command.production === null && ports.length > 0;
  return {
    image: image.name,
    ...commands,
    ...(isForDevelopment
      ? { development: { ...commands.development, ...outside } }
      : outside),
    ...(Object.keys(variables).length > 0 && { environment: variables }),
    ...unless(
      envFiles.length === 0,
      "envFile",
      envFiles.map((path) => ({
        path: inProject(context, path),
        required: false,
      })),
    ),
    ...unless(entrypoint === null, "entrypoint", [...(entrypoint ?? [])]),
    ...unless(dependsOn.length === 0, "dependsOn", [...dependsOn]),
    ...(ends && { restart: "no" as const }),
  };
}

/**
 * The spec that a detection comes to, as short as a person would write it: no default, and nothing
 * that is read from the project's own files anyway.
 *
 * @returns Null where nothing can be built; a finding of kind `problem` says why.
 */
export function toSpec(detection: Detection): Spec | null {
  const images = detection.images.filter(
    ({ canBuild, services }) => canBuild && services.length > 0,
  );
  if (images.length === 0) return null;
  const taken = new Set<number>();
  const used = new Set(
    images.flatMap(({ connection }) => connection.dependsOn),
  );
  const backing = detection.backing
    .filter(({ name }) => used.has(name))
    .map(({ name, version }) => [
      name,
      { backing: name, version: version ?? BACKING[name].defaultVersion },
    ]);
  return {
    name: detection.name,
    images: Object.fromEntries(
      images.map((image) => [image.name, toImage(image)]),
    ),
    services: Object.fromEntries([
      ...images.flatMap((image) =>
        image.services.map((service) => [
          service.name,
          toService(service, image, taken),
        ]),
      ),
      ...backing,
    ]),
  };
}
