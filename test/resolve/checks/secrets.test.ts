import { describe, expect, test } from "vitest";
import { refusals, SERVICE, withSpec } from "../../support/specs.ts";

const KEY = { key: { environment: "KEY" } };
const web = (parts: object, secrets: object = KEY) =>
  withSpec({ services: { web: { ...SERVICE, ...parts } }, secrets });

describe("a secret of the host's environment", () => {
  test("is not copied into a root that is read-only", () => {
    expect(refusals(web({ secrets: ["key"] }))).toEqual([
      "secrets.key.environment: web has a read-only root in production, into which Compose cannot copy a variable; write file: ./secrets/key.txt, or services.web.production.readOnly: false",
    ]);
  });

  test.each<[string, object]>([
    ["in the mode that sees it", { production: { secrets: ["key"] } }],
    [
      "in development",
      { target: "production", readOnly: true, secrets: ["key"] },
    ],
    [
      "of somebody else's image",
      { image: "a:1", readOnly: true, secrets: ["key"] },
    ],
  ])("is not copied into one: %s", (_, parts) => {
    expect(refusals(web(parts))).toHaveLength(1);
  });

  test("is not the password of a backing service, nor of who depends on it", () => {
    const services = {
      web: { ...SERVICE, dependsOn: ["db"] },
      db: { backing: "postgres" },
    };
    const secrets = { "db-password": { environment: "PASSWORD" } };
    const told = refusals(withSpec({ services, secrets }));
    expect(told.map((line) => line.split(" has ")[0])).toEqual([
      "secrets.db-password.environment: web",
      "secrets.db-password.environment: db",
    ]);
  });

  test.each<[string, object]>([
    ["the root can be written", { readOnly: false, secrets: ["key"] }],
    [
      "production can be written",
      { secrets: ["key"], production: { readOnly: false } },
    ],
    ["development alone sees it", { development: { secrets: ["key"] } }],
    ["it is somebody else's image", { image: "a:1", secrets: ["key"] }],
    ["nobody sees it", {}],
  ])("is taken where %s", (_, parts) => {
    expect(refusals(web(parts))).toEqual([]);
  });

  test("is a file for a root that is read-only", () => {
    const secrets = { key: { file: "./key" } };
    expect(refusals(web({ secrets: ["key"] }, secrets))).toEqual([]);
  });
});

test("a secret that only a swarm has is told", () => {
  const told = refusals(web({}, { key: { external: true } }));
  expect(told).toContain(
    "secrets.key.external: only a swarm has secrets that are elsewhere; write file: ./secrets/name.txt, or environment: NAME",
  );
});
