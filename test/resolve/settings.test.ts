import { describe, expect, test } from "vitest";
import type { Settings } from "../../src/model/project.ts";
import type { ServiceSpec } from "../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../support/specs.ts";

type Modes = { development: Partial<Settings>; production: Partial<Settings> };

const service = (parts: ServiceSpec) =>
  resolved({
    name: "shop",
    images: { web: IMAGE },
    services: { web: parts, other: { image: "web" } },
  }).services[0]!;

const both = (settings: Partial<Settings>): Modes => ({
  development: settings,
  production: settings,
});

describe("what a service is where its spec says nothing", () => {
  test.each<[string, ServiceSpec, Modes]>([
    [
      "of an image of ours",
      { image: "web" },
      {
        development: {
          restart: null,
          limits: { memory: null, cpus: null, pids: null },
          readOnly: false,
          init: true,
        },
        production: {
          restart: "unless-stopped",
          limits: { memory: "512m", cpus: 1, pids: 256 },
          readOnly: true,
          init: true,
        },
      },
    ],
    [
      "of somebody else's image",
      { image: "nginx:1" },
      {
        development: { restart: null, readOnly: false, init: false },
        production: {
          restart: "unless-stopped",
          limits: { memory: "512m", cpus: 1, pids: 256 },
          readOnly: false,
          init: false,
        },
      },
    ],
    [
      "of postgres",
      { backing: "postgres" },
      {
        development: {
          restart: null,
          limits: { memory: null, cpus: null, pids: null },
          readOnly: true,
          init: false,
        },
        production: {
          limits: { memory: "1g", cpus: 1, pids: 256 },
          readOnly: true,
        },
      },
    ],
    [
      "of redis",
      { backing: "redis" },
      {
        development: { readOnly: true },
        production: { limits: { memory: "512m", cpus: 1, pids: 256 } },
      },
    ],
  ])("%s", (_, parts, expected) => {
    expect(service(parts)).toMatchObject(expected);
  });
});

test("what others wait for to end is not started again", () => {
  const condition = "service_completed_successfully";
  const { services } = resolved({
    name: "shop",
    images: { web: IMAGE },
    services: {
      web: { image: "web", dependsOn: { migrate: { condition } } },
      migrate: { image: "web" },
      retry: { image: "web", restart: "on-failure" },
      last: { image: "web", dependsOn: { retry: { condition } } },
    },
  });
  const restartsOf = (mode: "development" | "production") =>
    services.map((each) => each[mode].restart);
  expect(restartsOf("development")).toEqual([null, "no", "on-failure", null]);
  expect(restartsOf("production")).toEqual([
    "unless-stopped",
    "no",
    "on-failure",
    "unless-stopped",
  ]);
});

describe("what a spec says", () => {
  test.each<[string, ServiceSpec, Modes]>([
    [
      "a map of variables",
      { image: "web", environment: { A: 1.5, B: true, C: null, D: "x" } },
      both({ environment: { A: "1.5", B: "true", C: null, D: "x" } }),
    ],
    [
      "a list of variables",
      { image: "web", environment: ["A=1", "B=", "C", "D=a=b"] },
      both({ environment: { A: "1", B: "", C: null, D: "a=b" } }),
    ],
    [
      "variables of a mode, over the common ones",
      {
        image: "web",
        environment: ["A=1", "B=2"],
        production: { environment: { B: 3 } },
      },
      {
        development: { environment: { A: "1", B: "2" } },
        production: { environment: { A: "1", B: "3" } },
      },
    ],
    [
      "one env file",
      { image: "web", envFile: "a.env" },
      both({ envFile: [{ path: "a.env", required: true }] }),
    ],
    [
      "env files",
      {
        image: "web",
        envFile: ["a", { path: "b", required: false }, { path: "c" }],
      },
      both({
        envFile: [
          { path: "a", required: true },
          { path: "b", required: false },
          { path: "c", required: true },
        ],
      }),
    ],
    [
      "a command in one text",
      { image: "web", command: "a 'b c'" },
      both({ command: ["a", "b c"] }),
    ],
    [
      "a mode's command",
      { image: "web", command: "a", development: { command: ["b"] } },
      { development: { command: ["b"] }, production: { command: ["a"] } },
    ],
    [
      "labels of a mode, beside the common ones",
      { image: "web", labels: { a: 1 }, production: { labels: { b: true } } },
      {
        development: { labels: { a: "1" } },
        production: { labels: { a: "1", b: "true" } },
      },
    ],
    [
      "hosts in a map",
      { image: "web", extraHosts: { db: "10.0.0.1" } },
      both({ extraHosts: ["db=10.0.0.1"] }),
    ],
    [
      "hosts in a list",
      { image: "web", extraHosts: ["db:10.0.0.1"] },
      both({ extraHosts: ["db:10.0.0.1"] }),
    ],
    [
      "a limit, beside the others",
      { image: "web", limits: { memory: "2g" } },
      {
        development: { limits: { memory: "2g", cpus: null, pids: null } },
        production: { limits: { memory: "2g", cpus: 1, pids: 256 } },
      },
    ],
    [
      "a limit of postgres",
      { backing: "postgres", limits: { memory: "4g" } },
      both({
        limits: expect.objectContaining({ memory: "4g" }) as Settings["limits"],
      }),
    ],
    [
      "postgres's limit in development",
      { backing: "postgres", development: { limits: { memory: "100m" } } },
      {
        development: { limits: { memory: "100m", cpus: null, pids: null } },
        production: { limits: { memory: "1g", cpus: 1, pids: 256 } },
      },
    ],
    [
      "a restart for development",
      { image: "web", restart: "always" },
      both({ restart: "always" }),
    ],
    [
      "a writable root in production",
      { image: "web", readOnly: false },
      both({ readOnly: false }),
    ],
    [
      "a read-only root, which development's watch cannot write into",
      { image: "web", readOnly: true },
      { development: { readOnly: false }, production: { readOnly: true } },
    ],
    [
      "a read-only root where nothing is synced",
      { image: "web", target: "production", readOnly: true },
      both({ readOnly: true }),
    ],
    [
      "Compose's own keys, joined",
      {
        image: "web",
        compose: { tty: true },
        production: { compose: { ipc: "host" } },
      },
      {
        development: { compose: { tty: true } },
        production: { compose: { tty: true, ipc: "host" } },
      },
    ],
    ["no replicas", { image: "web", replicas: 0 }, both({ replicas: 0 })],
  ])("%s", (_, parts, expected) => {
    expect(service(parts)).toMatchObject(expected);
  });

  test.each<[string[], boolean]>([
    [["uvicorn", "app:app", "--reload"], true],
    [["fastapi", "dev", "main.py"], true],
    [["python", "manage.py", "runserver"], true],
    [["watchfiles", "app.main"], true],
    [["uvicorn", "app:app"], false],
    [["python", "-m", "reload"], false],
  ])("whether %j reloads is seen", (command, reloads) => {
    expect(service({ image: "web", command })).toMatchObject(both({ reloads }));
    expect(service({ image: "web", command, reload: !reloads })).toMatchObject(
      both({ reloads: !reloads }),
    );
  });
});
