import type {
  Image,
  Mode,
  Mount,
  Probe,
  Project,
  Service,
  Settings,
} from "../../model/project.ts";
import { mergeRaw } from "../../model/merge.ts";
import { tmpfsMode } from "../../model/paths.ts";
import { composeText } from "./text.ts";
import type { ComposeWatchRule, Reloading } from "./watch.ts";

/** A service in Compose's own keys: https://docs.docker.com/reference/compose-file/services/ */
export type ComposeService = Record<string, unknown>;

/** What services of one image share; they hold the same object, which the file writes once. */
export interface SharedParts {
  build(image: Image, target: Mode): Record<string, unknown>;
  watch(image: Image, target: Mode, process: Reloading): ComposeWatchRule[];
}

const texts = (list: readonly string[]) => list.map(composeText);
const textMap = (map: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(
    Object.entries(map).map(([name, value]) => [
      name,
      value === null ? null : composeText(value),
    ]),
  );

/** The owner in the container; the variables are those that the build took. */
export const owner = ({ uid, gid }: { uid: number; gid: number }) => ({
  uid: `\${APP_UID:-${uid}}`,
  gid: `\${APP_GID:-${gid}}`,
});

/** A tmpfs that the user owns: left to itself, it comes up as root's. */
function tmpfs(
  target: string,
  mode: string,
  user: { uid: number; gid: number } | null,
  size: string | null = null,
): string {
  const ids =
    user === null ? "" : `,uid=${owner(user).uid},gid=${owner(user).gid}`;
  return `${composeText(target)}:mode=${mode}${ids}${size === null ? "" : `,size=${size}`}`;
}

function port({
  container,
  host,
  hostIp,
  protocol,
}: Settings["ports"][number]): string {
  const end = protocol === "udp" ? "/udp" : "";
  const address = hostIp.includes(":") ? `[${hostIp}]` : hostIp;
  return `${address}:${host}:${container}${end}`;
}

function volume({ type, source, target, readOnly, selinux }: Mount): unknown {
  if (source === null) return composeText(target);
  const simple = /^[\w./~-]+$/.test(source) && /^[\w./-]+$/.test(target);
  const isNamed = type === "volume" || /^[./~]/.test(source);
  // Compose takes `c:/app` for a place on Windows' drive C.
  const isDrive = /^[A-Za-z]$/.test(source);
  const options = [...(readOnly ? ["ro"] : []), selinux ?? []].flat();
  if (simple && isNamed && !isDrive)
    return [source, target, options.join()].filter(Boolean).join(":");
  return {
    type,
    source: composeText(source),
    target: composeText(target),
    ...(readOnly && { read_only: true }),
    ...(selinux !== null && { bind: { selinux } }),
  };
}

function healthcheck(health: Probe | "none" | null): unknown {
  if (health === null) return undefined;
  if (health === "none") return { disable: true };
  const { test, interval, timeout, retries, startPeriod } = health;
  // start_interval makes `up --wait` return soon, and leaves the interval long.
  return {
    test: texts(test),
    interval,
    timeout,
    retries,
    start_period: startPeriod,
    start_interval: "500ms",
  };
}

function dependsOn({ dependsOn: dependencies }: Settings): unknown {
  return Object.fromEntries(
    dependencies.map(({ service, condition, restart, required }) => [
      service,
      {
        condition,
        ...(restart !== null && { restart }),
        ...(required !== null && { required }),
      },
    ]),
  );
}

const limits = ({ memory, cpus, pids }: Settings["limits"]) => ({
  ...(cpus !== null && { cpus: String(cpus) }),
  ...(memory !== null && { memory }),
  ...(pids !== null && { pids }),
});

function deploy({ replicas, limits: most }: Settings): unknown {
  const held = limits(most);
  return {
    ...(replicas !== null && { replicas }),
    ...(Object.keys(held).length > 0 && { resources: { limits: held } }),
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** The places that a process writes though its root is read-only. */
function scratch(settings: Settings, image: Image | null): string[] {
  const own = settings.mounts.filter(({ type }) => type === "tmpfs");
  const lines = own.map(({ target, mode, size }) =>
    tmpfs(target, tmpfsMode(target, mode), image?.user ?? null, size),
  );
  if (!settings.readOnly || image === null) return lines;
  const free = ["/tmp", image.user.home].filter(
    (place) => !settings.mounts.some(({ target }) => target === place),
  );
  const ours = free.map((place) =>
    tmpfs(place, tmpfsMode(place), place === "/tmp" ? null : image.user),
  );
  return [...ours, ...lines];
}

function originKeys(
  { origin }: Service,
  project: Project,
  mode: Mode,
  image: Image | null,
  shared: SharedParts,
): ComposeService {
  if (origin.kind === "external") return { image: origin.reference };
  if (origin.kind === "backing")
    return { image: origin.reference, user: origin.user };
  // Without a name, each development image is its service's own; production's is tagged by commit.
  const name =
    mode === "production"
      ? { image: `${project.name}/${image!.name}:\${GIT_HASH:-local}` }
      : {};
  return {
    ...name,
    build: shared.build(image!, mode === "production" ? mode : origin.target),
  };
}

/** The keys in the order in which Compose files usually have them; the others follow by name. */
const ORDER = (
  "image build depends_on volumes secrets environment env_file ports networks " +
  "extra_hosts command entrypoint working_dir restart healthcheck labels user"
).split(" ");

function inOrder(service: ComposeService): ComposeService {
  const place = (key: string) =>
    ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length;
  const entries = Object.entries(service).sort(
    ([one], [other]) =>
      place(one) - place(other) || (one < other ? -1 : Number(one > other)),
  );
  return Object.fromEntries(entries);
}

/** One service in one mode. What is empty is left out. */
export function planService(
  project: Project,
  service: Service,
  mode: Mode,
  shared: SharedParts,
): ComposeService {
  const { origin } = service;
  const settings = service[mode];
  const image =
    origin.kind === "built"
      ? (project.images.find(({ name }) => name === origin.image) ?? null)
      : null;
  const target =
    origin.kind === "built" && mode === "development" ? origin.target : null;
  // An entrypoint takes the image's own command away.
  const isCommandOfImage =
    settings.entrypoint === null &&
    JSON.stringify(settings.command) ===
      JSON.stringify(image?.command[target ?? mode]);
  const planned: ComposeService = {
    ...originKeys(service, project, mode, image, shared),
    init: settings.init,
    entrypoint: settings.entrypoint && texts(settings.entrypoint),
    command: isCommandOfImage
      ? undefined
      : settings.command && texts(settings.command),
    working_dir: settings.workingDir && composeText(settings.workingDir),
    environment: textMap(settings.environment),
    env_file: settings.envFile.map(({ path, required }) =>
      required ? composeText(path) : { path: composeText(path), required },
    ),
    ports: settings.ports.map(port),
    volumes: settings.mounts.filter(({ type }) => type !== "tmpfs").map(volume),
    tmpfs: scratch(settings, image),
    networks: settings.networks,
    secrets: settings.secrets,
    depends_on: dependsOn(settings),
    healthcheck: healthcheck(settings.health),
    restart: settings.restart,
    stop_signal: settings.stopSignal,
    stop_grace_period: settings.stopGracePeriod,
    profiles: settings.profiles,
    labels: textMap(settings.labels),
    extra_hosts: texts(settings.extraHosts),
    read_only: settings.readOnly,
    cap_drop: origin.kind === "external" ? [] : ["ALL"],
    security_opt: ["no-new-privileges:true"],
    deploy: deploy(settings),
    develop:
      target === null
        ? undefined
        : { watch: shared.watch(image!, target, settings) },
  };
  const kept = Object.entries(planned).filter(([, value]) => !isEmpty(value));
  return inOrder(mergeRaw(Object.fromEntries(kept), settings.compose));
}
