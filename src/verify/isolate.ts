import type { ComposeFile, ComposeService } from "../docker/compose-file.ts";

export interface Isolation {
  /** name=value, on all that is made. */
  readonly label: string;
  /** The tag of a service's built image. */
  readonly tagOf: (service: string) => string;
  /** What is mounted in place of something that a container could write: itself where it is ours. */
  readonly standIn: (source: string) => string;
}

type Data = Readonly<Record<string, unknown>>;

const without = (
  data: object | null | undefined,
  keys: readonly string[],
): Data =>
  Object.fromEntries(
    Object.entries(data ?? {}).filter(([key]) => !keys.includes(key)),
  );

const labelled = (data: object | null | undefined, label: string): Data => {
  const [name = "", value = ""] = label.split("=");
  const { labels } = (data ?? {}) as { readonly labels?: object };
  return { ...data, labels: { ...labels, [name]: value } };
};

/** What names something of the user's, or where it lies: a fresh one is made in its place. */
const NAMING = ["name", "external", "driver", "driver_opts", "ipam"];

const renewAll = (all: object | undefined, label: string) =>
  Object.fromEntries(
    Object.entries(all ?? {}).map(([name, data]) => [
      name,
      labelled(without(data as object | null, NAMING), label),
    ]),
  );

/** What is the user's is not written into. */
function isolateMounts(
  { volumes = [] }: ComposeService,
  { standIn }: Isolation,
) {
  return volumes.map((mount) => {
    const { type, source = "", read_only = false } = mount;
    const isSafe = type !== "bind" || read_only;
    return isSafe ? mount : { ...mount, source: standIn(source) };
  });
}

/** An address is of a subnet of the user's, which a fresh network has not. */
const ADDRESSES = ["ipv4_address", "ipv6_address", "link_local_ips"];

const withoutAddresses = ({ networks = {} }: ComposeService) =>
  Object.fromEntries(
    Object.entries(networks).map(([name, data]) => [
      name,
      data && without(data, ADDRESSES),
    ]),
  );

/** Each port once, free on this machine: it may have been published at several addresses. */
function freePorts(ports: NonNullable<ComposeService["ports"]>) {
  const each = ports.map(
    ({ target, protocol = "tcp" }) =>
      [`${target}/${protocol}`, { target, protocol }] as const,
  );
  return [...new Map(each).values()].map((port) => ({
    ...port,
    mode: "ingress",
    host_ip: "127.0.0.1",
  }));
}

/** Labels are read by what runs beside it, such as a proxy that makes a route of each. */
const OF_THE_USERS = ["container_name", "pull_policy", "profiles", "labels"];

function isolateService(
  name: string,
  service: ComposeService,
  isolation: Isolation,
): Data {
  const { label, tagOf } = isolation;
  const rest = without(service, OF_THE_USERS);
  return {
    ...labelled(rest, label),
    ...(service.volumes && { volumes: isolateMounts(service, isolation) }),
    ...(service.networks && { networks: withoutAddresses(service) }),
    ...(service.ports && { ports: freePorts(service.ports) }),
    ...(service.build && {
      build: labelled(service.build, label),
      image: tagOf(name),
      pull_policy: "never",
    }),
  };
}

/**
 * The named services and all that they depend on; those without a profile where none is named, and
 * all of them where each has one: there would be nothing to look at.
 */
export function servicesFor(
  { services }: ComposeFile,
  named: readonly string[],
): string[] {
  const chosen = new Set<string>();
  const choose = (name: string): void => {
    const service = services[name];
    if (!service || chosen.has(name)) return;
    chosen.add(name);
    for (const dependency of Object.keys(service.depends_on ?? {}))
      choose(dependency);
  };
  const all = Object.keys(services);
  const plain = all.filter((name) => !services[name]?.profiles?.length);
  for (const name of [named, plain, all].find(({ length }) => length > 0) ?? [])
    choose(name);
  return all.filter((name) => chosen.has(name));
}

/**
 * A Compose file that runs beside the user's own: other names, free ports on this machine alone,
 * fresh networks and volumes, and a label on everything.
 *
 * @param file What `docker compose config` made of the project's files.
 * @param names The services that are to run.
 */
export function isolate(
  file: ComposeFile,
  names: readonly string[],
  isolation: Isolation,
): ComposeFile {
  const services = names.map((service) => [
    service,
    isolateService(service, file.services[service]!, isolation),
  ]);
  const networks = { default: null, ...file.networks };
  return {
    ...without(file, ["name"]),
    services: Object.fromEntries(services) as ComposeFile["services"],
    networks: renewAll(networks, isolation.label),
    ...(file.volumes && { volumes: renewAll(file.volumes, isolation.label) }),
  };
}
