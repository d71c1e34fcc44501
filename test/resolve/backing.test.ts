import { describe, expect, test } from "vitest";
import type { Spec } from "../../src/spec/schema/project.ts";
import { IMAGE, refusals, resolved } from "../support/specs.ts";

const project = (services: Spec["services"], parts: Partial<Spec> = {}) =>
  resolved({ name: "my-shop", images: { web: IMAGE }, services, ...parts });

const serviceOf = (
  services: Spec["services"],
  name: string,
  parts: Partial<Spec> = {},
) => project(services, parts).services.find((each) => each.name === name)!;

describe("postgres", () => {
  test.each([
    ["17", "/var/lib/postgresql/data"],
    ["16.4", "/var/lib/postgresql/data"],
    ["17-alpine", "/var/lib/postgresql/data"],
    [17, "/var/lib/postgresql/data"],
    ["18", "/var/lib/postgresql"],
    ["18-alpine", "/var/lib/postgresql"],
    ["19.1", "/var/lib/postgresql"],
    ["latest", "/var/lib/postgresql"],
    ["alpine", "/var/lib/postgresql"],
  ])("%s keeps its data at %s", (version, target) => {
    const db = serviceOf({ db: { backing: "postgres", version } }, "db");
    expect(db.origin).toMatchObject({ reference: `postgres:${version}` });
    expect(db.production.mounts[0]).toMatchObject({
      type: "volume",
      source: "db-data",
      target,
    });
  });

  test("is named after the project", () => {
    const db = serviceOf({ db: { backing: "postgres" } }, "db");
    expect(db.development.environment).toEqual({
      POSTGRES_USER: "my_shop",
      POSTGRES_DB: "my_shop",
      POSTGRES_PASSWORD_FILE: "/run/secrets/db-password",
    });
    expect(db.development.health).toMatchObject({
      test: expect.arrayContaining(["my_shop"]) as string[],
    });
  });

  test("has its password in a file that is made", () => {
    const { secrets, services } = project({ db: { backing: "postgres" } });
    expect(secrets).toEqual([
      {
        name: "db-password",
        file: "./secrets/db-password.txt",
        generated: true,
      },
    ]);
    expect(services[0]!.production.secrets).toEqual(["db-password"]);
  });

  test("takes a password of one's own", () => {
    const own = { secrets: { "db-password": { file: "./mine.txt" } } };
    expect(project({ db: { backing: "postgres" } }, own).secrets).toEqual([
      { name: "db-password", file: "./mine.txt", generated: false },
    ]);
  });

  test("takes no password in plain sight", () => {
    const environment = { POSTGRES_PASSWORD: "x" };
    const services = { db: { backing: "postgres", environment } };
    const [told] = refusals({ name: "a", services });
    expect(told).toContain("services.db.environment: POSTGRES_PASSWORD");
  });
});

describe("a service that depends on a backing service", () => {
  const DB = { db: { backing: "postgres" as const } };

  test("finds it in its environment, and its password in a file", () => {
    const web = serviceOf(
      { ...DB, web: { image: "web", dependsOn: ["db"] } },
      "web",
    );
    expect(web.production).toMatchObject({
      secrets: ["db-password"],
      environment: {
        PGHOST: "db",
        PGPORT: "5432",
        PGUSER: "my_shop",
        PGDATABASE: "my_shop",
        PGPASSWORD_FILE: "/run/secrets/db-password",
      },
    });
  });

  test("finds what the backing service was told", () => {
    const environment = {
      POSTGRES_USER: "${DB_USER:-me}",
      POSTGRES_DB: "shop",
    };
    const services = {
      db: { ...DB.db, environment },
      web: { image: "web", dependsOn: ["db"] },
    };
    expect(serviceOf(services, "web").development.environment).toMatchObject({
      PGUSER: "${DB_USER:-me}",
      PGDATABASE: "shop",
    });
  });

  test("finds what the backing service was told for the mode", () => {
    const services = {
      db: {
        ...DB.db,
        environment: { POSTGRES_USER: "me" },
        production: { environment: { POSTGRES_DB: "live" } },
      },
      web: { image: "web", dependsOn: ["db"] },
    };
    const web = serviceOf(services, "web");
    const database = (name: string) => ({
      environment: { PGUSER: "me", PGDATABASE: name },
    });
    expect(web.development).toMatchObject(database("me"));
    expect(web.production).toMatchObject(database("live"));
    expect(serviceOf(services, "db").production.health).toMatchObject({
      test: expect.arrayContaining(["live"]) as string[],
    });
  });

  test("says itself what is different", () => {
    const environment = { PGHOST: "proxy" };
    const services = {
      ...DB,
      web: { image: "web", dependsOn: ["db"], environment },
    };
    expect(serviceOf(services, "web").development.environment).toMatchObject({
      PGHOST: "proxy",
      PGUSER: "my_shop",
    });
  });

  test("finds redis at its name", () => {
    const services = {
      cache: { backing: "redis" as const },
      web: { image: "web", dependsOn: ["cache"] },
    };
    const web = serviceOf(services, "web");
    expect(web.development).toMatchObject({
      secrets: [],
      environment: { REDIS_URL: "redis://cache:6379/0" },
    });
  });

  test("finds nothing of one that it does not depend on", () => {
    const web = serviceOf({ ...DB, web: { image: "web" } }, "web");
    expect(web.development).toMatchObject({ environment: {}, secrets: [] });
  });
});

describe("redis", () => {
  test("keeps its data, and no password", () => {
    const { secrets, services } = project({ cache: { backing: "redis" } });
    expect(secrets).toEqual([]);
    expect(services[0]!.origin).toEqual({
      kind: "backing",
      backing: "redis",
      reference: "redis:8",
      user: "redis",
    });
    expect(services[0]!.production.mounts).toMatchObject([
      { type: "volume", source: "cache-data", target: "/data" },
      { type: "tmpfs", target: "/tmp", mode: "1777" },
    ]);
  });
});
