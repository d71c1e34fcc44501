import { isWithin } from "../model/paths.ts";
import type { BackingPlan } from "../backing/backing.ts";
import type {
  Dependency,
  Image,
  Mode,
  Mount,
  Origin,
  Service,
  Settings,
} from "../model/project.ts";
import { runtimeOf } from "../runtimes/index.ts";
import type { ServiceSpec, Spec } from "../spec/schema/project.ts";
import { backingPlan, withBacking, withClients } from "./backing.ts";
import { resolveSettings } from "./settings.ts";

/**
 * What is mounted over an image's directories, where the service mounts nothing else: the volume
 * that each names. Under a read-only root the others get one without a name, which takes owner and
 * mode from the image and lasts as long as the container.
 */
function directoryMounts(image: Image, settings: Settings): Mount[] {
  const targets = settings.mounts.map(({ target }) => target);
  const mounts: Mount[] = [];
  for (const { volume, path } of image.directories) {
    const isCovered =
      volume === null
        ? !settings.readOnly || targets.some((each) => isWithin(path, each))
        : targets.includes(path);
    if (isCovered) continue;
    targets.push(path);
    const rest = { readOnly: false, selinux: null, size: null, mode: null };
    mounts.push({ type: "volume", source: volume, target: path, ...rest });
  }
  return mounts;
}

/** Whether a service has a health check in a mode, so that it can be waited for. */
function hasHealth(service: ServiceSpec | undefined, mode: Mode): boolean {
  const health = service?.[mode]?.health ?? service?.health;
  if (health === "none") return false;
  return health !== undefined || service?.backing !== undefined;
}

/** Whether another service waits until this one has done its work. */
export const isAwaited = (spec: Spec, name: string): boolean =>
  Object.values(spec.services).some(
    ({ dependsOn = {} }) =>
      !Array.isArray(dependsOn) &&
      Object.hasOwn(dependsOn, name) &&
      dependsOn[name]!.condition === "service_completed_successfully",
  );

function resolveDependencies(
  spec: Spec,
  { dependsOn = [] }: ServiceSpec,
  mode: Mode,
): Dependency[] {
  type Written = Exclude<NonNullable<ServiceSpec["dependsOn"]>, string[]>;
  const written: Written = Array.isArray(dependsOn)
    ? Object.fromEntries(dependsOn.map((name) => [name, {}]))
    : dependsOn;
  return Object.entries(written).map(
    ([service, { condition, restart, required }]) => ({
      service,
      condition:
        condition ??
        (hasHealth(spec.services[service], mode)
          ? "service_healthy"
          : "service_started"),
      restart: restart ?? null,
      required: required ?? null,
    }),
  );
}

function resolveOrigin(
  service: ServiceSpec,
  image: Image | null,
  backing: BackingPlan | null,
): Origin {
  if (backing) {
    const { image: reference, user } = backing;
    return { kind: "backing", backing: service.backing!, reference, user };
  }
  if (image) {
    const target = service.target ?? "development";
    return { kind: "built", image: image.name, target };
  }
  return { kind: "external", reference: service.image! };
}

/**
 * One service in both modes.
 *
 * @param images The project's images, without what their services add to them.
 */
export function resolveService(
  spec: Spec,
  name: string,
  images: readonly Image[],
): Service {
  const service = spec.services[name]!;
  const image = images.find((each) => each.name === service.image) ?? null;
  const origin = resolveOrigin(
    service,
    image,
    backingPlan(spec, name, "production"),
  );
  const inMode = (mode: Mode): Settings => {
    const backing = backingPlan(spec, name, mode);
    const target = mode === "production" ? mode : (service.target ?? mode);
    const settings = resolveSettings(service, mode, {
      kind: origin.kind,
      workdir: image?.startsIn ?? "/",
      runtime: image && runtimeOf(image.toolchain),
      command: image?.toolchain.commands[target] ?? null,
      memory: backing?.memory ?? null,
      ends: isAwaited(spec, name),
      isSynced: image !== null && target === "development",
      dependsOn: resolveDependencies(spec, service, mode),
    });
    if (backing) return withBacking(settings, backing, name);
    const clients = settings.dependsOn.flatMap(
      (other) => backingPlan(spec, other.service, mode) ?? [],
    );
    const own = withClients(settings, clients);
    const mounts = image ? directoryMounts(image, own) : [];
    return { ...own, mounts: [...mounts, ...own.mounts] };
  };
  return {
    name,
    origin,
    development: inMode("development"),
    production: inMode("production"),
  };
}
