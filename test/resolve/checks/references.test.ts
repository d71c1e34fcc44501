import { describe, expect, test } from "vitest";
import {
  IMAGE,
  refusals,
  SERVICE,
  withImage,
  withService,
  withSpec,
} from "../../support/specs.ts";

const services = (parts: object) =>
  withSpec({ services: { web: SERVICE, ...parts } });

describe("a service that does not say what it runs", () => {
  test.each<[string, object, string]>([
    [
      "names nothing",
      services({ api: {} }),
      "services.api: api names no image; write image: web, or backing: postgres",
    ],
    [
      "names nothing, where no image is",
      { name: "a", services: { api: {} } },
      "services.api: api names no image; write image: and describe it under images",
    ],
    [
      "names an image that is not there",
      services({ api: { image: "db" } }),
      'services.api.image: no image is called "db"; describe it under images, or write a reference with a tag such as db:1.0',
    ],
    [
      "misspells an image",
      services({ api: { image: "wbe" } }),
      'services.api.image: no image is called "wbe"; did you mean web?',
    ],
    [
      "names what every object has",
      services({ api: { image: "constructor" } }),
      'services.api.image: no image is called "constructor"; describe it under images, or write a reference with a tag such as constructor:1.0',
    ],
    [
      "names two things",
      services({ db: { image: "web", backing: "postgres" } }),
      "services.db.backing: db has an image and is a backing service; write one of the two",
    ],
    [
      "gives another's image a stage",
      services({ api: { image: "nginx:1", target: "production" } }),
      "services.api.target: only an image that is built here has stages; take it out",
    ],
    [
      "gives a backing service a stage",
      services({ db: { backing: "redis", target: "production" } }),
      "services.db.target: only an image that is built here has stages; take it out",
    ],
    [
      "gives an image a version",
      services({ api: { image: "nginx:1", version: "1" } }),
      "services.api.version: only a backing service has a version; write it as the image's tag, such as nginx:1.26",
    ],
    [
      "writes blanks into a reference",
      services({ api: { image: "nginx:1 --privileged" } }),
      'services.api.image: "nginx:1 --privileged" is no image reference; write one such as nginx:1.26',
    ],
    [
      "names nothing but a version",
      services({ db: { version: 17 } }),
      "services.db: db names no image; write image: web, or backing: postgres",
    ],
    [
      "misspells a backing service",
      services({ db: { backing: "postgers", version: 17 } }),
      'services.db.backing: found "postgers"; did you mean postgres?',
    ],
  ])("%s", (_, spec, expected) => {
    expect(refusals(spec)).toEqual([expected]);
  });

  test.each([
    "nginx:1.26",
    "ghcr.io/owner/name@sha256:0f",
    "localhost:5000/a/b",
    "nginx:${TAG:-1.26}",
    "${REGISTRY}/nginx:1",
  ])("says it with %s", (image) => {
    expect(refusals(services({ api: { image } }))).toEqual([]);
  });
});

describe("what a service names", () => {
  test.each<[string, object, string]>([
    [
      "is no service",
      { dependsOn: ["db"] },
      'services.web.dependsOn[0]: no service is called "db"; take it out',
    ],
    [
      "is no service, in a map",
      { dependsOn: { db: {} } },
      'services.web.dependsOn.db: no service is called "db"; take it out',
    ],
    [
      "is what every object has",
      { dependsOn: ["constructor"] },
      'services.web.dependsOn[0]: no service is called "constructor"; take it out',
    ],
    [
      "is no secret",
      { secrets: ["key"] },
      'services.web.secrets[0]: no secret is called "key"; describe it under secrets: { key: { file: ./secrets/key.txt } }',
    ],
    [
      "is no secret, in production",
      { production: { secrets: ["key"] } },
      'services.web.production.secrets[0]: no secret is called "key"; describe it under secrets: { key: { file: ./secrets/key.txt } }',
    ],
    [
      "is no volume's name",
      { volumes: ["my data:/app/data"] },
      'services.web.volumes[0]: "my data" is no volume\'s name; write letters, digits, -, _ and ., or ./my data for a folder',
    ],
    [
      "is no volume's name, at length",
      { volumes: [{ type: "volume", source: "a/b", target: "/app/data" }] },
      'services.web.volumes[0]: "a/b" is no volume\'s name; write letters, digits, -, _ and ., or ./a/b for a folder',
    ],
  ])("%s", (_, parts, expected) => {
    expect(refusals(withService(parts))).toEqual([expected]);
  });

  test("is suggested when another one is near", () => {
    const spec = services({
      api: { image: "web", dependsOn: ["wbe"], secrets: ["kye"] },
    });
    expect(refusals({ ...spec, secrets: { key: { file: "./key" } } })).toEqual([
      'services.api.dependsOn[0]: no service is called "wbe"; did you mean web?',
      'services.api.secrets[0]: no secret is called "kye"; did you mean key?',
    ]);
  });

  test.each([
    ["a volume", { volumes: ["constructor:/app/data"] }],
    ["a network", { networks: ["constructor", "toString"] }],
  ])("may be what every object has: %s", (_, parts) => {
    expect(refusals(withService(parts))).toEqual([]);
  });
});

describe("a command in one text", () => {
  test.each<[string, object, string]>([
    ["the command", { command: 'sh -c "echo' }, "services.web.command"],
    ["the entrypoint", { entrypoint: "it's" }, "services.web.entrypoint"],
    [
      "one mode's command",
      { development: { command: "a\\" } },
      "services.web.development.command",
    ],
    [
      "a health check",
      { health: { command: "test 'a" } },
      "services.web.health.command",
    ],
  ])("has every quote closed: %s", (_, parts, place) => {
    expect(refusals(withService(parts))).toEqual([
      `${place}: a quote is left open; close it, or write a list of words`,
    ]);
  });

  test.each(["'\"'", '"\\\\"', "a\\'b", '"it\'s"'])(
    "may be a quoted quote: %s",
    (command) => {
      expect(refusals(withService({ command }))).toEqual([]);
    },
  );
});

describe("an image's distribution", () => {
  test("is that of a base", () => {
    expect(refusals(withImage({ distribution: "alpine" }))).toEqual([
      "images.web.distribution: it says what base: is, and none is written; take it out, or write base: beside it, such as python:3.13-alpine",
    ]);
    const parts = { distribution: "alpine", base: "ghcr.io/a/b:1" };
    expect(refusals(withImage(parts))).toEqual([]);
  });
});

describe("an image's runtime", () => {
  test.each<[string, object, string]>([
    ["names no language", {}, "images.web.runtime: no language is named"],
    [
      "names two languages",
      { python: "3.13", node: "22" },
      "images.web.runtime: two languages are named: python, node",
    ],
    [
      "has another language's manager",
      { python: "3.13", packageManager: "npm" },
      "images.web.runtime.packageManager: npm does not install for python; write one of uv, pip",
    ],
  ])("%s", (_, runtime, expected) => {
    const [told, ...others] = refusals(withImage({ ...IMAGE, runtime }));
    expect(told).toContain(expected);
    expect(others).toEqual([]);
  });
});
