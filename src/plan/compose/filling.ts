import { isWithin } from "../../model/paths.ts";
import type {
  Dependency,
  Mode,
  Project,
  Service,
} from "../../model/project.ts";

type ByName = ReadonlyMap<string, Service>;

/** The volumes that the engine fills with folders of the service's image. */
function filledVolumes(
  { images }: Project,
  service: Service,
  mode: Mode,
): string[] {
  const { origin } = service;
  const { mounts, replicas } = service[mode];
  if (origin.kind !== "built" || replicas === 0) return [];
  const image = images.find(({ name }) => name === origin.image)!;
  const { home } = image.user;
  const own = image.directories.map(({ path }) => path);
  const folders = [home, `${home}/.cache`, ...own];
  return mounts.flatMap(({ type, source, target }) => {
    const isFilled = folders.some(
      (path) => path !== target && isWithin(path, target),
    );
    return type === "volume" && source !== null && isFilled ? [source] : [];
  });
}

/** Adds what a service waits for, directly or by way of others, and then the service itself. */
function addWaited(
  byName: ByName,
  name: string,
  mode: Mode,
  names: Set<string>,
): Set<string> {
  if (names.has(name)) return names;
  for (const { service } of byName.get(name)?.[mode].dependsOn ?? [])
    addWaited(byName, service, mode, names);
  return names.add(name);
}

/** Whoever is waited for stands before those that wait; apart from that, services of a profile come last. */
function inStartOrder(byName: ByName, mode: Mode): Service[] {
  const isOptional = (service: Service) =>
    Number(service[mode].profiles.length > 0);
  const preferred = [...byName.values()].sort(
    (one, other) => isOptional(one) - isOptional(other),
  );
  const names = new Set<string>();
  for (const { name } of preferred) addWaited(byName, name, mode, names);
  return [...names].flatMap((name) => byName.get(name) ?? []);
}

/** One of a profile that nobody has asked for is not waited for. */
const startOf = (service: Service, mode: Mode): Dependency => ({
  service: service.name,
  condition: "service_started",
  restart: null,
  required: service[mode].profiles.length > 0 ? false : null,
});

/**
 * A project's services, those that share a volume after the first that does.
 *
 * The engine copies the image's folders into an empty volume when it makes a container; of two that it
 * makes at once, both copy, and one fails: https://github.com/moby/moby/issues/43068. Compose has
 * containers made in the order of `depends_on`, and a volume that is filled is left as it is.
 */
export function inFillingOrder(project: Project, mode: Mode): Service[] {
  const byName = new Map(project.services.map((each) => [each.name, each]));
  const fillers = new Map<string, Service>();
  const added = new Map<string, Dependency[]>();
  for (const service of inStartOrder(byName, mode)) {
    const before: Dependency[] = [];
    for (const volume of filledVolumes(project, service, mode)) {
      const filler = fillers.get(volume) ?? service;
      fillers.set(volume, filler);
      const waited = addWaited(byName, service.name, mode, new Set());
      const isKnown = before.some((each) => each.service === filler.name);
      if (!waited.has(filler.name) && !isKnown)
        before.push(startOf(filler, mode));
    }
    added.set(service.name, before);
  }
  return project.services.map((service) => {
    const settings = service[mode];
    const dependsOn = [...settings.dependsOn, ...added.get(service.name)!];
    return { ...service, [mode]: { ...settings, dependsOn } };
  });
}
