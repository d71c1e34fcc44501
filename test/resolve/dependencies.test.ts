import { describe, expect, test } from "vitest";
import type { Settings } from "../../src/model/project.ts";
import type { ServiceSpec } from "../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../support/specs.ts";

type Modes = { development: Partial<Settings>; production: Partial<Settings> };

const both = (settings: Partial<Settings>): Modes => ({
  development: settings,
  production: settings,
});

describe("what a service waits for", () => {
  const waits = (other: ServiceSpec, dependsOn: ServiceSpec["dependsOn"]) => {
    const { services } = resolved({
      name: "shop",
      images: { web: IMAGE },
      services: { db: other, web: { image: "web", dependsOn } },
    });
    return services[1]!;
  };
  const started = {
    dependsOn: [
      {
        service: "db",
        condition: "service_started",
        restart: null,
        required: null,
      },
    ],
  };
  const healthy = {
    dependsOn: [
      {
        service: "db",
        condition: "service_healthy",
        restart: null,
        required: null,
      },
    ],
  };

  test.each<[string, ServiceSpec, Modes]>([
    [
      "has started, where it has no health check",
      { image: "nginx:1" },
      both(started),
    ],
    [
      "is healthy, where it has one",
      { image: "nginx:1", health: { command: "true" } },
      both(healthy),
    ],
    [
      "has started, where its check is off",
      { image: "nginx:1", health: "none" },
      both(started),
    ],
    ["is healthy, as a backing service", { backing: "redis" }, both(healthy)],
    [
      "has started, as one whose check is off",
      { backing: "redis", health: "none" },
      both(started),
    ],
    [
      "is healthy in the mode that has a check",
      { image: "nginx:1", production: { health: { command: "true" } } },
      { development: started, production: healthy },
    ],
    [
      "has started in the mode that has none",
      {
        image: "nginx:1",
        health: { command: "true" },
        development: { health: "none" },
      },
      { development: started, production: healthy },
    ],
  ])("%s", (_, other, expected) => {
    expect(waits(other, ["db"])).toMatchObject(expected);
  });

  test("is what the spec says", () => {
    const condition = "service_completed_successfully" as const;
    const own = { condition, restart: true, required: false };
    expect(waits({ image: "nginx:1" }, { db: own })).toMatchObject(
      both({ dependsOn: [{ service: "db", ...own }] }),
    );
  });
});
