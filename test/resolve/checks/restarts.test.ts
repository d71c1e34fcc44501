import { describe, expect, test } from "vitest";
import { refusals, SERVICE, withSpec } from "../../support/specs.ts";

const AWAITED = { migrate: { condition: "service_completed_successfully" } };
const migrate = (parts: object, dependsOn: object = AWAITED) =>
  refusals(
    withSpec({
      services: {
        web: { ...SERVICE, dependsOn },
        migrate: { ...SERVICE, ...parts },
      },
    }),
  );

describe("a service that others wait for to end", () => {
  test.each<[string, object]>([
    ["services.migrate", { restart: "always" }],
    ["services.migrate", { restart: "unless-stopped" }],
    ["services.migrate.production", { production: { restart: "always" } }],
  ])("is not started again for ever: %s", (place, parts) => {
    expect(migrate(parts)).toEqual([
      `${place}.restart: another service waits until migrate has ended, and it is started again each time; write restart: "no" or on-failure, or take it out`,
    ]);
  });

  test.each([{}, { restart: "no" }, { restart: "on-failure:3" }])(
    "may be %j",
    (parts) => {
      expect(migrate(parts)).toEqual([]);
    },
  );
});

test.each([[["migrate"]], [{ migrate: {} }]])(
  "a service that stays may be started again: %j",
  (dependsOn) => {
    expect(migrate({ restart: "always" }, dependsOn)).toEqual([]);
  },
);
