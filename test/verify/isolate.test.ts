import { describe, expect, test } from "vitest";
import type {
  ComposeFile,
  ComposeService,
} from "../../src/docker/compose-file.ts";
import { isolate, servicesFor } from "../../src/verify/isolate.ts";

const LABELS = { "dockwright.verify": "it" };

const isolated = (file: ComposeFile, names = Object.keys(file.services)) =>
  isolate(file, names, {
    label: "dockwright.verify=it",
    tagOf: (service) => `it/development:${service}`,
    standIn: (source) => `/tmp/it/mounts${source}`,
  });

const serviceOf = (service: ComposeService & Record<string, unknown>) =>
  isolated({ services: { web: service } }).services["web"];

describe("the file", () => {
  test("loses its project's name, and services that are not to run", () => {
    const file = { name: "shop", services: { web: {}, worker: {} } };
    expect(isolated(file, ["web"])).toEqual({
      services: { web: { labels: LABELS } },
      networks: { default: { labels: LABELS } },
    });
  });

  test("keeps what else is in it", () => {
    const secrets = { token: { environment: "TOKEN" } };
    expect(isolated({ services: {}, secrets })).toMatchObject({ secrets });
  });

  test.each(["networks", "volumes"] as const)("gets %s of its own", (kind) => {
    const theirs = {
      named: { name: "shop_x", labels: { a: "b" } },
      outside: { name: "shared", external: true },
      driven: { driver: "nfs", driver_opts: { device: ":/srv" } },
      addressed: { ipam: { config: [{ subnet: "172.20.0.0/16" }] } },
      inner: { internal: true },
      plain: null,
    };
    expect(isolated({ services: {}, [kind]: theirs })[kind]).toMatchObject({
      named: { labels: { a: "b", ...LABELS } },
      outside: { labels: LABELS },
      driven: { labels: LABELS },
      addressed: { labels: LABELS },
      inner: { internal: true, labels: LABELS },
      plain: { labels: LABELS },
    });
    const text = JSON.stringify(isolated({ services: {}, [kind]: theirs }));
    expect(text).not.toMatch(/shop_x|shared|external|driver|srv|ipam|subnet/);
  });

  test("has no volumes where there are none", () => {
    expect(isolated({ services: {} })).not.toHaveProperty("volumes");
  });
});

describe("a service", () => {
  test("loses what would meet the user's own", () => {
    const service = { container_name: "web", profiles: ["x"] };
    expect(serviceOf(service)).toEqual({ labels: LABELS });
  });

  test("keeps the rest as it stands, dollars too", () => {
    const rest = {
      command: ["sh", "-c", "echo $$HOME $${X}"],
      environment: { PRICE: "$$5" },
      depends_on: { db: { condition: "service_healthy" } },
    };
    expect(serviceOf(rest)).toEqual({ ...rest, labels: LABELS });
  });

  test("loses its labels, of which a proxy that runs would make routes", () => {
    const labels = { "traefik.enable": "true" };
    expect(serviceOf({ labels })).toEqual({ labels: LABELS });
  });

  test("gets free ports of this machine alone", () => {
    const ports = [
      { target: 80, published: "8080", host_ip: "0.0.0.0", name: "http" },
      { target: 53, protocol: "udp" },
    ];
    expect(serviceOf({ ports })!.ports).toEqual([
      { target: 80, protocol: "tcp", mode: "ingress", host_ip: "127.0.0.1" },
      { target: 53, protocol: "udp", mode: "ingress", host_ip: "127.0.0.1" },
    ]);
  });

  test("runs its own image where it is built, whatever it was to pull", () => {
    const build = { context: "/tmp/it/copy", labels: { a: "b" } };
    expect(
      serviceOf({ build, image: "shop/web", pull_policy: "always" }),
    ).toEqual({
      build: { ...build, labels: { a: "b", ...LABELS } },
      image: "it/development:web",
      ...{ pull_policy: "never", labels: LABELS },
    });
  });

  test("keeps an image that is not built, and pulls it when it is missing", () => {
    expect(serviceOf({ image: "postgres:17", pull_policy: "always" })).toEqual({
      ...{ image: "postgres:17", labels: LABELS },
    });
  });

  test("has no address of the user's in a network, and keeps its names", () => {
    const networks = {
      inner: { aliases: ["api"], ipv4_address: "172.20.0.9" },
      outer: { ipv6_address: "fd00::9", link_local_ips: ["169.254.0.9"] },
      default: null,
    };
    expect(serviceOf({ networks })!.networks).toEqual({
      ...{ inner: { aliases: ["api"] }, outer: {}, default: null },
    });
  });
});

describe("a mount", () => {
  const bind = { type: "bind", target: "/data" };

  test.each([
    { ...bind, source: "/home/me/data", read_only: true },
    { type: "volume", source: "data", target: "/data" },
    { type: "tmpfs", target: "/data" },
  ])("stays as it is: %j", (mount) => {
    expect(serviceOf({ volumes: [mount] })!.volumes).toEqual([mount]);
  });

  test("where a container could write is of what stands in", () => {
    const volumes = [{ ...bind, source: "/home/me/data", read_only: false }];
    expect(serviceOf({ volumes })!.volumes).toEqual([
      { ...bind, source: "/tmp/it/mounts/home/me/data", read_only: false },
    ]);
  });
});

describe("the services that run", () => {
  const on = (...names: readonly string[]) => ({
    depends_on: Object.fromEntries(
      names.map((name) => [name, { condition: "service_started" }]),
    ),
  });
  const file: ComposeFile = {
    services: {
      db: {},
      web: on("api"),
      api: on("db", "gone"),
      tool: { profiles: ["tools"], ...on("db") },
      ring: { profiles: ["x"], ...on("other") },
      other: { profiles: ["x"], ...on("ring") },
    },
  };

  test.each([
    ["all without a profile where none is named", [], "db web api"],
    ["a named one alone", ["db"], "db"],
    ["a named one with all that it depends on", ["web"], "db web api"],
    ["a named one with a profile", ["tool"], "db tool"],
    ["two that depend on each other", ["ring"], "ring other"],
    ["none for a name that is not there", ["nobody"], ""],
  ])("are %s", (_, named, expected) => {
    expect(servicesFor(file, named).join(" ")).toBe(expected);
  });

  test("are all where each has a profile", () => {
    const services = { a: { profiles: ["x"] }, b: { profiles: ["y"] } };
    expect(servicesFor({ services }, [])).toEqual(["a", "b"]);
  });

  test("are those with a profile, too, that another depends on", () => {
    const services = { web: on("db"), db: { profiles: ["x"] } };
    expect(servicesFor({ services }, [])).toEqual(["web", "db"]);
  });
});
