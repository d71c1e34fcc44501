import { describe, expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type { ServiceSpec } from "../../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

const CACHE = { path: "/app/cache", subdirs: ["ocr"], volume: "cache" };
const STARTED = { condition: "service_started" };

/** What each service depends on, where they run an image with these directories. */
const waits = (
  services: Record<string, ServiceSpec>,
  directories: object[] = [CACHE],
  mode: "development" | "production" = "development",
) => {
  const spec = {
    name: "shop",
    images: { web: { ...IMAGE, directories } },
    services: Object.fromEntries(
      Object.entries(services).map(([name, parts]) => [
        name,
        { image: "web", ...parts },
      ]),
    ),
  } as Parameters<typeof resolved>[0];
  const planned = planCompose(resolved(spec), mode).services;
  return Object.fromEntries(
    Object.entries(planned).map(([name, { depends_on: on }]) => [name, on]),
  );
};

describe("services that share a volume with folders", () => {
  test.each(["development", "production"] as const)(
    "wait for the first, which fills it, in %s",
    (mode) => {
      expect(waits({ a: {}, b: {}, c: {} }, [CACHE], mode)).toEqual({
        a: undefined,
        b: { a: STARTED },
        c: { a: STARTED },
      });
    },
  );

  test("wait once, though they share two volumes", () => {
    const data = { path: "/app/data", subdirs: ["in"], volume: "data" };
    expect(waits({ a: {}, b: {} }, [CACHE, data]).b).toEqual({ a: STARTED });
  });

  test("keep the condition that the spec gives", () => {
    const dependsOn = { a: { condition: "service_healthy" as const } };
    const health = { http: "/", port: 1 } as const;
    expect(waits({ a: { health }, b: { dependsOn } }).b).toEqual(dependsOn);
  });

  test("wait for the one that others wait for already, so that no circle comes of it", () => {
    const services = { a: { dependsOn: ["b"] }, b: {}, c: {} };
    expect(waits(services)).toEqual({
      a: { b: STARTED },
      b: undefined,
      c: { b: STARTED },
    });
  });

  test("add nothing to an order that is there by way of another", () => {
    const between = { image: "redis:8", dependsOn: ["a"] };
    const services = { a: {}, between, b: { dependsOn: ["between"] } };
    expect(waits(services).b).toEqual({ between: STARTED });
  });

  test("wait for one that is always there rather than one of a profile", () => {
    const services = { a: { profiles: ["x"] }, b: {}, c: {} };
    expect(waits(services)).toEqual({
      a: { b: STARTED },
      b: undefined,
      c: { b: STARTED },
    });
  });

  test("do without one whose profile nobody asked for", () => {
    const services = { a: { profiles: ["x"] }, b: { profiles: ["y"] } };
    expect(waits(services).b).toEqual({ a: { ...STARTED, required: false } });
  });

  test("do not wait for one of which there is no container", () => {
    const services = { a: { replicas: 0 }, b: {}, c: {} };
    expect(waits(services)).toEqual({
      a: undefined,
      b: undefined,
      c: { b: STARTED },
    });
  });
});

describe("services wait for nobody", () => {
  test.each<[string, Record<string, ServiceSpec>, object[]]>([
    ["a volume without folders", { a: {}, b: {} }, [{ ...CACHE, subdirs: [] }]],
    [
      "volumes of their own",
      { a: { volumes: ["a:/app/d"] }, b: { volumes: ["b:/app/d"] } },
      ["/app/d/e"].map((path) => ({ path })),
    ],
    [
      "a bind",
      { a: { volumes: ["./d:/app/d"] }, b: { volumes: ["./d:/app/d"] } },
      [{ path: "/app/d/e" }],
    ],
  ])("over %s", (_, services, directories) => {
    expect(waits(services, directories).b).toBeUndefined();
  });
});

test("the home directory has a folder of its own", () => {
  const volumes = ["home:/home/app"];
  expect(waits({ a: { volumes }, b: { volumes } }, []).b).toEqual({
    a: STARTED,
  });
});
