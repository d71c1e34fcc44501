import { describe, expect, test } from "vitest";
import { refusals, SERVICE, withSpec } from "../../support/specs.ts";

const told = (web: object, db: object) =>
  refusals(
    withSpec({
      services: {
        web: { ...SERVICE, dependsOn: ["db"], ...web },
        db: { ...SERVICE, ...db },
      },
    }),
  );

describe("a service that waits for one of a profile", () => {
  test("is of the profile too", () => {
    expect(told({}, { profiles: ["full"] })).toEqual([
      "services.web.dependsOn: db is only there with a profile (full), and web is without it too in development; write profiles: [full] of web, or dependsOn: { db: { required: false } }",
    ]);
  });

  test.each<[object, object]>([
    [{ profiles: ["part"] }, { profiles: ["full"] }],
    [{ profiles: ["full", "part"] }, { profiles: ["full"] }],
    [{}, { production: { profiles: ["full"] } }],
    [
      { profiles: ["full"], production: { profiles: [] } },
      { profiles: ["full"] },
    ],
  ])("is never there without it: %j, %j", (web, db) => {
    expect(told(web, db)).toHaveLength(1);
  });

  test.each<[object, object]>([
    [{ profiles: ["full"] }, { profiles: ["full"] }],
    [{ profiles: ["full"] }, { profiles: ["full", "part"] }],
    [{ profiles: ["full"] }, {}],
    [{ dependsOn: { db: { required: false } } }, { profiles: ["full"] }],
  ])("may be there: %j, %j", (web, db) => {
    expect(told(web, db)).toEqual([]);
  });
});
