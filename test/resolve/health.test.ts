import { describe, expect, test } from "vitest";
import { resolveHealth } from "../../src/resolve/health.ts";
import { RUNTIMES } from "../../src/runtimes/index.ts";
import { python } from "../../src/runtimes/python/index.ts";
import { refusals, withService, withSpec } from "../support/specs.ts";

const PORTS = [
  {
    container: 8000,
    host: 80,
    hostIp: "127.0.0.1",
    name: null,
    protocol: "tcp" as const,
  },
];
const TIMINGS = {
  interval: "10s",
  timeout: "3s",
  retries: 3,
  startPeriod: "30s",
};

describe.each(Object.values(RUNTIMES))("a health check of $name", (runtime) => {
  test("asks the first port by itself", () => {
    expect(resolveHealth({ http: "/health" }, PORTS, runtime)).toEqual({
      test: ["CMD", ...runtime.probe.http(8000, "/health")],
      asks: "GET :8000/health",
      ...TIMINGS,
    });
  });

  test("asks the port that it names", () => {
    const health = { http: "/", port: 9, interval: "1s", retries: 1 };
    expect(resolveHealth(health, PORTS, runtime)).toEqual({
      test: ["CMD", ...runtime.probe.http(9, "/")],
      asks: "GET :9/",
      ...TIMINGS,
      interval: "1s",
      retries: 1,
    });
  });

  test("connects to a port", () => {
    expect(resolveHealth({ tcp: 9 }, [], runtime)).toMatchObject({
      test: ["CMD", ...runtime.probe.tcp(9)],
      asks: "a connection to :9",
    });
  });

  test("runs nothing that the image may not have", () => {
    const words = [...runtime.probe.http(1, "/"), ...runtime.probe.tcp(1)];
    expect(words).toContain(runtime.name);
    expect(words.join(" ")).not.toMatch(/curl|wget|nc /);
  });

  test("has as long as the health check says, and no limit of its own", () => {
    const words = [...runtime.probe.http(1, "/"), ...runtime.probe.tcp(1)];
    expect(words.join(" ")).not.toMatch(/timeout|\b3\b/);
  });
});

test("Python asks the program itself, whatever proxy the environment names", () => {
  expect(python.probe.http(8000, "/").at(-1)).toContain(
    "build_opener(r.ProxyHandler({})).open(",
  );
});

describe("a health check", () => {
  test("runs a command in either form", () => {
    const expected = { test: ["CMD", "a", "b c"], asks: "a b c", ...TIMINGS };
    expect(resolveHealth({ command: "a 'b c'" }, [], null)).toEqual(expected);
    expect(resolveHealth({ command: ["a", "b c"] }, [], null)).toEqual(
      expected,
    );
  });

  test("is none, or off", () => {
    expect(resolveHealth(undefined, PORTS, null)).toBeNull();
    expect(resolveHealth("none", PORTS, null)).toBe("none");
  });

  test.each<[string, object, string]>([
    [
      "asks nothing",
      { health: { interval: "5s" } },
      "services.web.health: found nothing that is asked",
    ],
    [
      "asks two things",
      { health: { http: "/", tcp: 1 }, ports: [1] },
      "services.web.health: found http and tcp",
    ],
    [
      "asks where no port is",
      { health: { http: "/" } },
      "services.web.health.http: no port says where the path is asked for",
    ],
    [
      "asks where a mode has no port",
      { ports: [1], production: { ports: [], health: { http: "/" } } },
      "services.web.production.health.http: no port says where the path is asked for",
    ],
    [
      "is common, where a mode has no port",
      { ports: [1], health: { http: "/" }, production: { ports: [] } },
      "services.web.health.http: no port says where the path is asked for",
    ],
  ])("is refused as it %s", (_, parts, expected) => {
    const [told, ...others] = refusals(withService(parts));
    expect(told).toContain(expected);
    expect(others).toEqual([]);
  });

  test.each([{ http: "/", port: 1 }, { tcp: 1 }])(
    "is refused in somebody else's image: %j",
    (health) => {
      const services = { web: { image: "nginx:1", health } };
      const [told] = refusals(withSpec({ services }));
      expect(told).toContain(
        "what is in an image of somebody else is not known",
      );
    },
  );

  test.each<[string, object, string[]]>([
    [
      "is off",
      { image: "nginx:1", health: "none" },
      ["development", "production"],
    ],
    [
      "is off in one mode",
      { image: "nginx:1", production: { health: "none" } },
      ["production"],
    ],
    ["is not there", { image: "web" }, ["development", "production"]],
    [
      "is off, of a backing service",
      { backing: "redis", health: "none" },
      ["development", "production"],
    ],
  ])("that %s is not waited for", (_, db, modes) => {
    const dependsOn = { db: { condition: "service_healthy" } };
    const services = { web: { image: "web", dependsOn }, db };
    expect(refusals(withSpec({ services }))).toEqual(
      modes.map(
        (mode) =>
          `services.web.dependsOn.db.condition: db has no health check in ${mode}; write one, or condition: service_started`,
      ),
    );
  });

  test.each<[string, object]>([
    ["somebody else's image may have", { image: "nginx:1" }],
    ["a backing service has", { backing: "redis" }],
    ["the service has", { image: "web", health: { command: "true" } }],
  ])("that %s is waited for", (_, db) => {
    const dependsOn = { db: { condition: "service_healthy" } };
    const services = { web: { image: "web", dependsOn }, db };
    expect(refusals(withSpec({ services }))).toEqual([]);
  });
});
