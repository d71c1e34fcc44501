import { describe, expect, test } from "vitest";
import type { Mode } from "../../../src/model/project.ts";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type { ServiceSpec, Spec } from "../../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

const SPEC = {
  name: "shop",
  user: { uid: 1001, gid: 20 },
  images: { web: IMAGE },
};

const planned = (
  parts: ServiceSpec,
  mode: Mode = "development",
  more: Partial<Spec> = {},
) => {
  const services = { web: { image: "web", ...parts } };
  return planCompose(resolved({ ...SPEC, ...more, services }), mode).services
    .web!;
};

/** Compose's keys for one key of ours. */
type Row = [string, ServiceSpec, Record<string, unknown>];

const SAME_IN_BOTH: Row[] = [
  [
    "a command",
    { command: "a 'b c'", entrypoint: ["e"] },
    { command: ["a", "b c"], entrypoint: ["e"] },
  ],
  [
    "a dollar in a command",
    { entrypoint: "e", command: ["$A", "${B}", "$${C}"] },
    { command: ["$$A", "${B}", "$${C}"] },
  ],
  ["a working directory", { workingDir: "/x y" }, { working_dir: "/x y" }],
  [
    "variables",
    { environment: { A: 1, B: null, C: "$x ${Y:-z}" } },
    { environment: { A: "1", B: null, C: "$$x ${Y:-z}" } },
  ],
  [
    "env files",
    { envFile: ["a.env", { path: "b.env", required: false }] },
    { env_file: ["a.env", { path: "b.env", required: false }] },
  ],
  [
    "ports",
    { ports: [80, "81:82/udp", "0.0.0.0:83:84"] },
    { ports: ["127.0.0.1:80:80", "127.0.0.1:81:82/udp", "0.0.0.0:83:84"] },
  ],
  [
    "a port of IPv6",
    { ports: ["[::1]:80:80", { container: 81, hostIp: "::" }] },
    { ports: ["[::1]:80:80", "[::]:81:81"] },
  ],
  [
    "a named volume",
    { volumes: ["data:/app/data"] },
    { volumes: ["data:/app/data"] },
  ],
  [
    "a volume of one letter, which is no drive",
    { volumes: ["c:/data:ro", "1:/one", ".:/here"] },
    {
      volumes: [
        { type: "volume", source: "c", target: "/data", read_only: true },
        "1:/one",
        ".:/here",
      ],
    },
  ],
  ["a bind", { volumes: ["./a:b:ro"] }, { volumes: ["./a:/app/b:ro"] }],
  [
    "a bind of an odd name",
    { volumes: ["./a b:/c"] },
    { volumes: [{ type: "bind", source: "./a b", target: "/c" }] },
  ],
  [
    "a bind with a dollar",
    { volumes: ["./a$b:/c:ro"] },
    {
      volumes: [
        { type: "bind", source: "./a$$b", target: "/c", read_only: true },
      ],
    },
  ],
  [
    "a bind from the environment",
    { volumes: ["${DATA:-./data}:/c"] },
    { volumes: [{ type: "bind", source: "${DATA:-./data}", target: "/c" }] },
  ],
  [
    "a bind that looks like a name",
    { volumes: [{ type: "bind", source: "a", target: "/c" }] },
    { volumes: [{ type: "bind", source: "a", target: "/c" }] },
  ],
  ["networks", { networks: ["a", "b"] }, { networks: ["a", "b"] }],
  [
    "a restart policy",
    { restart: "on-failure:3" },
    { restart: "on-failure:3" },
  ],
  [
    "a signal",
    { stopSignal: "SIGINT", stopGracePeriod: "5s" },
    { stop_signal: "SIGINT", stop_grace_period: "5s" },
  ],
  ["profiles", { profiles: ["full"] }, { profiles: ["full"] }],
  ["labels", { labels: { a: "$1", b: 2 } }, { labels: { a: "$$1", b: "2" } }],
  [
    "hosts",
    { extraHosts: { db: "host-gateway" } },
    { extra_hosts: ["db=host-gateway"] },
  ],
  [
    "a health check",
    { health: { command: "a '$B'", interval: "1s" } },
    {
      healthcheck: {
        test: ["CMD", "a", "$$B"],
        interval: "1s",
        timeout: "3s",
        retries: 3,
        start_period: "30s",
        start_interval: "500ms",
      },
    },
  ],
  ["no health check", { health: "none" }, { healthcheck: { disable: true } }],
  [
    "limits and replicas",
    { limits: { memory: "1g", cpus: 0.5, pids: 9 }, replicas: 0 },
    {
      deploy: {
        replicas: 0,
        resources: { limits: { cpus: "0.5", memory: "1g", pids: 9 } },
      },
    },
  ],
  ["an init", {}, { init: true }],
  [
    "Compose's own keys",
    { compose: { tty: true, cap_drop: ["NET_RAW"], x: { $y: 1 } } },
    { tty: true, cap_drop: ["NET_RAW"], x: { $y: 1 } },
  ],
];

describe.each(["development", "production"] as const)("in %s", (mode) => {
  test.each(SAME_IN_BOTH)("%s", (_, parts, expected) => {
    expect(planned(parts, mode)).toMatchObject(expected);
  });

  test.each<[string, ServiceSpec, string]>([
    ["init", { init: false }, "init"],
    ["environment", {}, "environment"],
    ["ports", { ports: [] }, "ports"],
    ["networks", {}, "networks"],
    ["profiles", {}, "profiles"],
    ["healthcheck", {}, "healthcheck"],
    ["depends_on", {}, "depends_on"],
    ["entrypoint", {}, "entrypoint"],
  ])("%s is left out where it says nothing", (_, parts, key) => {
    expect(planned(parts, mode)).not.toHaveProperty(key);
  });

  test("nothing of ours may gain privileges", () => {
    expect(planned({}, mode)).toMatchObject({
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  });
});

describe("development", () => {
  test("builds its stage, for the user that the environment may change", () => {
    expect(planned({})).toMatchObject({
      build: {
        context: ".",
        target: "development",
        args: { APP_UID: "${APP_UID:-1001}", APP_GID: "${APP_GID:-20}" },
      },
    });
  });

  test.each(["image", "restart", "read_only", "tmpfs", "deploy"])(
    "has no %s of its own",
    (key) => {
      expect(planned({})).not.toHaveProperty(key);
    },
  );

  test("may run production's stage", () => {
    expect(planned({ target: "production" })).toMatchObject({
      build: { target: "production" },
    });
  });
});

describe("production", () => {
  test("is held, restarted and read-only, and is not watched", () => {
    const service = planned({}, "production");
    expect(service).toMatchObject({
      image: "shop/web:${GIT_HASH:-local}",
      build: { target: "production" },
      restart: "unless-stopped",
      read_only: true,
      deploy: {
        resources: { limits: { cpus: "1", memory: "512m", pids: 256 } },
      },
    });
    expect(service).not.toHaveProperty("develop");
  });

  test("writes to memory, as the user, where its root is read-only", () => {
    const volumes = [
      { type: "tmpfs" as const, target: "scratch", size: "1m", mode: "0750" },
    ];
    const ids = "uid=${APP_UID:-1001},gid=${APP_GID:-20}";
    expect(planned({ volumes }, "production").tmpfs).toEqual([
      "/tmp:mode=1777",
      `/home/app:mode=0700,${ids}`,
      `/app/scratch:mode=0750,${ids},size=1m`,
    ]);
    expect(planned({ volumes }).tmpfs).toEqual([
      `/app/scratch:mode=0750,${ids},size=1m`,
    ]);
  });

  test.each(["/tmp", "/home/app"])("mounts nothing twice at %s", (target) => {
    const volumes = [{ type: "tmpfs" as const, target }];
    const tmpfs = planned({ volumes }, "production").tmpfs as string[];
    const places = tmpfs.map((each) => each.split(":")[0]);
    expect(places.toSorted()).toEqual(["/home/app", "/tmp"]);
  });

  test("has a writable root where the spec says so", () => {
    const service = planned({ readOnly: false }, "production");
    expect(service).not.toHaveProperty("read_only");
    expect(service).not.toHaveProperty("tmpfs");
  });
});
