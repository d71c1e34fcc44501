import { expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type { ServiceSpec } from "../../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

const project = (parts: ServiceSpec) =>
  resolved({
    name: "shop",
    images: { web: IMAGE },
    services: { web: { image: "web", ...parts } },
  });

test.each<[string, ServiceSpec, object]>([
  [
    "are joined with what is generated",
    {
      limits: { memory: "1g" },
      networks: ["front", "back"],
      compose: {
        deploy: { resources: { reservations: { cpus: "1" } }, mode: "global" },
        networks: { front: { aliases: ["shop"] } },
        build: { network: "host" },
      },
    },
    {
      deploy: {
        mode: "global",
        resources: { limits: { memory: "1g" }, reservations: { cpus: "1" } },
      },
      networks: { front: { aliases: ["shop"] }, back: null },
      build: { context: ".", network: "host" },
    },
  ],
  [
    "of a mode are joined with the service's",
    {
      compose: { deploy: { labels: { a: "1" } } },
      development: { compose: { deploy: { labels: { b: "2" } } } },
      production: { compose: { deploy: { labels: { b: "2" } } } },
    },
    { deploy: { labels: { a: "1", b: "2" } } },
  ],
  [
    "take the place of lists",
    { compose: { security_opt: [], cap_drop: ["NET_RAW"] } },
    { security_opt: [], cap_drop: ["NET_RAW"] },
  ],
])("keys of Compose's own %s", (_, parts, expected) => {
  for (const mode of ["development", "production"] as const)
    expect(planCompose(project(parts), mode).services.web).toMatchObject(
      expected,
    );
});
