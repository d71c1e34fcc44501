import type {
  BuildSecret,
  Image,
  Mode,
  Project,
  Raw,
} from "../../model/project.ts";
import { fromContext } from "../../model/paths.ts";
import { inFillingOrder } from "./filling.ts";
import { composeText } from "./text.ts";
import {
  owner,
  planService,
  type ComposeService,
  type SharedParts,
} from "./plan-service.ts";
import { planWatch, type ComposeWatchRule } from "./watch.ts";

/** A Compose file as plain data. Parts that several services share are the same object. */
export interface ComposePlan extends Record<string, unknown> {
  readonly name: string;
  readonly services: Record<string, ComposeService>;
}

/** Two images may have a secret of one name, from two files. */
const buildSecretName = (image: Image, { name }: BuildSecret) =>
  `build-${image.name}-${name}`;

function planBuild(image: Image, target: Mode): Record<string, unknown> {
  const { uid, gid } = owner(image.user);
  return {
    context: image.context,
    ...(image.dockerfile !== "Dockerfile" && {
      dockerfile: fromContext(image.context, image.dockerfile),
    }),
    target,
    args: { APP_UID: uid, APP_GID: gid },
    ...(image.secrets.length > 0 && {
      secrets: image.secrets.map((secret) => ({
        source: buildSecretName(image, secret),
        target: secret.name,
      })),
    }),
  };
}

/** Makes each shared part once, so that the file can write it once. */
function sharedParts(): SharedParts {
  const builds = new Map<string, Record<string, unknown>>();
  const watches = new Map<string, ComposeWatchRule[]>();
  const once = <Value>(
    known: Map<string, Value>,
    key: string,
    make: () => Value,
  ): Value => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  return {
    build: (image, target) =>
      once(builds, `${image.name} ${target}`, () => planBuild(image, target)),
    watch: (image, target, process) => {
      const { reloads, followsImports } = process;
      const key = `${image.name} ${target} ${reloads} ${followsImports}`;
      return once(watches, key, () => planWatch(image, target, process));
    },
  };
}

/** The options of a name; it may be one that every object has, such as constructor. */
const own = (options: Readonly<Record<string, Raw | null>>, name: string) =>
  (Object.hasOwn(options, name) && options[name]) || {};

/** What services of the mode name, then what the spec declares: keys that are not modelled may name it. */
const declared = (
  named: readonly string[],
  options: Readonly<Record<string, Raw | null>>,
): Record<string, Raw> =>
  Object.fromEntries(
    [...new Set([...named, ...Object.keys(options)])].map((name) => [
      name,
      own(options, name),
    ]),
  );

function planVolumes(project: Project, mode: Mode): Record<string, Raw> {
  const named = project.services.flatMap((service) =>
    service[mode].mounts.flatMap(({ type, source }) =>
      type === "volume" && source !== null ? [source] : [],
    ),
  );
  return declared(named, project.volumes);
}

function planNetworks(project: Project, mode: Mode): Record<string, Raw> {
  const named = project.services.flatMap((service) => service[mode].networks);
  return declared(named, project.networks);
}

/** Every secret that the spec declares, as with volumes: keys that are not modelled may name it. */
function planSecrets(project: Project): Record<string, unknown> {
  const forServices = project.secrets.map((secret) => [
    secret.name,
    "file" in secret
      ? { file: composeText(secret.file) }
      : { environment: secret.environment },
  ]);
  const forBuilds = project.images.flatMap((image) =>
    image.secrets.map((secret) => [
      buildSecretName(image, secret),
      "file" in secret.source
        ? { file: composeText(secret.source.file) }
        : secret.source,
    ]),
  );
  return Object.fromEntries([...forServices, ...forBuilds]) as Record<
    string,
    unknown
  >;
}

/** One Compose file, complete by itself: https://docs.docker.com/reference/compose-file/ */
export function planCompose(project: Project, mode: Mode): ComposePlan {
  const shared = sharedParts();
  const services = inFillingOrder(project, mode).map((service) => [
    service.name,
    planService(project, service, mode, shared),
  ]);
  const parts = {
    volumes: planVolumes(project, mode),
    networks: planNetworks(project, mode),
    secrets: planSecrets(project),
  };
  return {
    // Production's containers and volumes are another project's: `down -v` here takes none of theirs.
    name: mode === "production" ? `${project.name}-production` : project.name,
    services: Object.fromEntries(services) as ComposePlan["services"],
    ...Object.fromEntries(
      Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0),
    ),
    ...project.compose,
  };
}
