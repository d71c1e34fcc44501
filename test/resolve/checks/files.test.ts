import { describe, expect, test } from "vitest";
import {
  PYTHON,
  refusals,
  withImage,
  withService,
  withSpec,
} from "../../support/specs.ts";

describe("what an image names of its context", () => {
  test.each<[string, object, string]>([
    [
      "a context without files",
      { context: "backend" },
      "images.web.context: no file is in backend; write a folder of the project",
    ],
    [
      "a source that is not there",
      { source: ["app", "lib"] },
      "images.web.source[1]: nothing is at lib; write a file or folder of the context",
    ],
    [
      "tests that are not there",
      { tests: ["spec"] },
      "images.web.tests[0]: nothing is at spec; write a file or folder of the context",
    ],
    [
      "a manifest that is not there",
      { manifests: ["extra.txt"] },
      "images.web.manifests[0]: nothing is at extra.txt; write a file or folder of the context",
    ],
    [
      "a manifest that is a folder",
      { manifests: ["app"] },
      "images.web.manifests[0]: app is a folder; name each file of it",
    ],
    [
      "half of a name",
      { source: ["ap"] },
      "images.web.source[0]: nothing is at ap; write a file or folder of the context",
    ],
  ])("is there: %s", (_, parts, expected) => {
    expect(refusals(withImage(parts))).toEqual([expected]);
  });

  test.each(["./app", "app/", "./app/", "app/main.py"])(
    "may be written as %s",
    (source) => {
      expect(refusals(withImage({ source: [source] }))).toEqual([]);
    },
  );

  test("is looked for in the context", () => {
    const files = { "api/app/main.py": "", "api/requirements.txt": "" };
    expect(refusals(withImage({ context: "./api" }), files)).toEqual([]);
    expect(refusals(withImage({ context: "." }), files)).not.toEqual([]);
  });

  test.each([".env", "config/.env.local", "certs/server.key", "app/x.pem"])(
    "is no secret: %s",
    (path) => {
      const told = refusals(withImage({ source: ["app", path] }), {
        ...PYTHON,
        [path]: "",
      });
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("images.web.source[1]: ");
    },
  );
});

describe("a path of the host that leaves the project", () => {
  const advice = "write a path inside the project, or an absolute one";

  test.each<[string, object, string]>([
    [
      "a volume",
      { volumes: ["../data:/app/data"] },
      "services.web.volumes[0]: ../data",
    ],
    [
      "a volume, through a folder",
      { volumes: ["./a/../../b:/app/data"] },
      "services.web.volumes[0]: ./a/../../b",
    ],
    [
      "a volume at length",
      { volumes: [{ type: "bind", source: "..", target: "/app/data" }] },
      "services.web.volumes[0]: ..",
    ],
    [
      "a mode's volume",
      { production: { volumes: ["../data:/app/data"] } },
      "services.web.production.volumes[0]: ../data",
    ],
    ["an env file", { envFile: "../.env" }, "services.web.envFile: ../.env"],
    [
      "an env file in a list",
      { envFile: ["a.env", "../.env"] },
      "services.web.envFile[1]: ../.env",
    ],
    [
      "an env file at length",
      { development: { envFile: [{ path: "../.env" }] } },
      "services.web.development.envFile[0]: ../.env",
    ],
  ])("is refused: %s", (_, parts, expected) => {
    expect(refusals(withService(parts))).toEqual([
      `${expected} leaves the project; ${advice}`,
    ]);
  });

  test("is refused: a secret's file", () => {
    const secrets = { key: { file: "../key" } };
    expect(refusals(withSpec({ secrets }))).toEqual([
      `secrets.key.file: ../key leaves the project; ${advice}`,
    ]);
    expect(refusals(withImage({ secrets }))).toEqual([
      `images.web.secrets.key.file: ../key leaves the project; ${advice}`,
    ]);
  });

  test.each<[string, object]>([
    ["an absolute one", { volumes: ["/srv/data:/app/data"] }],
    ["one at home", { volumes: ["~/data:/app/data"] }],
    ["one of the environment", { volumes: ["${DATA}:/app/data"] }],
    ["one with dots in its name", { envFile: "./a..b/..c" }],
  ])("is fine as %s", (_, parts) => {
    expect(refusals(withService(parts))).toEqual([]);
  });
});

describe("a mount without a source", () => {
  test.each([
    ["bind", "write source: ./folder"],
    ["volume", "write source: and a volume's name"],
  ])("of type %s is refused", (type, advice) => {
    const volumes = [{ type, target: "/app/data" }];
    expect(refusals(withService({ volumes }))).toEqual([
      `services.web.volumes[0]: what is mounted at /app/data is not named; ${advice}`,
    ]);
  });
});
