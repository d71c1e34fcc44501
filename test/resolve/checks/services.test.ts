import { describe, expect, test } from "vitest";
import type { Spec } from "../../../src/spec/schema/project.ts";
import {
  compiled,
  IMAGE,
  NODE,
  refusals,
  sourceOf,
  withService,
  withSpec,
  type Files,
} from "../../support/specs.ts";

describe("a spec's services", () => {
  test("are there", () => {
    expect(refusals({ name: "shop", services: {} })).toEqual([
      "services: no service is there; write one: web: { image: web, ports: [3000] }",
    ]);
  });
});

describe("what is handed on to Compose as it stands", () => {
  test.each(["name", "services", "volumes", "networks", "secrets"])(
    "does not take the place of %s",
    (key) => {
      expect(refusals(withSpec({ compose: { [key]: {} } }))).toEqual([
        `compose.${key}: ${key} would take the place of what is generated; write it as ${key}: of the spec itself`,
      ]);
    },
  );

  test.each(["configs", "x-logging", "include"])("may be %s", (key) => {
    expect(refusals(withSpec({ compose: { [key]: {} } }))).toEqual([]);
  });
});

describe("what a service hands on to Compose as it stands", () => {
  test.each([
    ["environment", "environment"],
    ["env_file", "envFile"],
    ["depends_on", "dependsOn"],
    ["healthcheck", "health"],
    ["tmpfs", "volumes"],
    ["read_only", "readOnly"],
  ])("does not take the place of %s", (key, own) => {
    const told = `compose.${key}: ${key} would take the place of what is generated; write it as ${own}: of the service itself`;
    const compose = { [key]: {} };
    expect(refusals(withService({ compose }))).toEqual([
      `services.web.${told}`,
    ]);
    expect(refusals(withService({ production: { compose } }))).toEqual([
      `services.web.production.${told}`,
    ]);
  });

  test.each(["ulimits", "deploy", "networks", "cap_add", "constructor"])(
    "may be %s",
    (key) => {
      expect(refusals(withService({ compose: { [key]: {} } }))).toEqual([]);
    },
  );
});

describe("a service without a command", () => {
  const warnings = (
    services: Spec["services"],
    image: Partial<typeof IMAGE & { base: string }> = {},
    files?: Files,
  ) => {
    const images = { web: { ...IMAGE, ...image } };
    const spec = { name: "shop", images, services };
    return compiled(sourceOf(spec), files).warnings.map(
      ({ message }) => message,
    );
  };
  const idle = "web has no command, and the project's files name none";

  test.each<[string, Spec["services"]]>([
    ["in both modes", { web: { image: "web" } }],
    ["in production", { web: { image: "web", development: { command: "a" } } }],
    [
      "beside one that has",
      { a: { image: "web", command: "a" }, web: { image: "web" } },
    ],
  ])("is told, %s", (_, services) => {
    expect(warnings(services)).toEqual([idle]);
  });

  test.each<[string, Spec["services"]]>([
    ["it has one", { web: { image: "web", command: "a" } }],
    ["it has an entrypoint", { web: { image: "web", entrypoint: "a" } }],
    ["it is somebody else's image", { web: { image: "nginx:1" } }],
    ["it is a backing service", { web: { backing: "redis" } }],
  ])("is not told where %s", (_, services) => {
    expect(warnings(services)).toEqual([]);
  });

  test("is not told where the base image may have one", () => {
    const services = { web: { image: "web" } };
    expect(warnings(services, { base: "ghcr.io/a/b:1" })).toEqual([]);
  });

  test("is not told where package.json has one", () => {
    const image = { runtime: { node: "22" } as never, source: ["src"] };
    expect(warnings({ web: { image: "web" } }, image, NODE)).toEqual([]);
  });
});
