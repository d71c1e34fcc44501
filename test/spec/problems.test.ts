import { describe, expect, test } from "vitest";
import { formatPath } from "../../src/spec/problem.ts";
import {
  IMAGE,
  problemsOf,
  refusals,
  SERVICE,
  sourceOf,
  withImage,
  withService,
  withSpec,
  yamlOf,
} from "../support/specs.ts";

describe("a key that is not there", () => {
  test.each<[string, unknown, string]>([
    [
      "depends_on",
      withService({ depends_on: ["db"] }),
      "services.web.depends_on: no such key: depends_on; did you mean dependsOn?",
    ],
    [
      "env_file",
      withService({ env_file: ".env" }),
      "services.web.env_file: no such key: env_file; did you mean envFile?",
    ],
    [
      "working_dir",
      withService({ working_dir: "/app" }),
      "services.web.working_dir: no such key: working_dir; did you mean workingDir?",
    ],
    [
      "healthcheck",
      withService({ healthcheck: {} }),
      "services.web.healthcheck: no such key: healthcheck; did you mean health?",
    ],
    [
      "entry_point",
      withService({ production: { entry_point: "x" } }),
      "services.web.production.entry_point: no such key: entry_point; did you mean entrypoint?",
    ],
    [
      "directory",
      withImage({ directory: [] }),
      "images.web.directory: no such key: directory; did you mean directories?",
    ],
    [
      "pythn",
      withImage({ runtime: { python: "3.13", pythn: 1 } }),
      "images.web.runtime.pythn: no such key: pythn; did you mean python?",
    ],
    [
      "hostip",
      withService({ ports: [{ container: 1, hostip: "::" }] }),
      "services.web.ports[0].hostip: no such key: hostip; did you mean hostIp?",
    ],
    [
      "conditions",
      withService({ dependsOn: { web2: { conditions: 1 } } }),
      "services.web.dependsOn.web2.conditions: no such key: conditions; did you mean condition?",
    ],
    [
      "service",
      withSpec({ service: {} }),
      "service: no such key: service; did you mean services?",
    ],
    [
      "colour",
      withSpec({ user: { colour: "red" } }),
      "user.colour: no such key: colour; write one of name, uid, gid",
    ],
    [
      "x-note where none is looked for",
      withSpec({ user: { "x-note": 1 } }),
      "user.x-note: no such key: x-note; write one of name, uid, gid",
    ],
  ])("such as %s is told with what was meant", (_, data, expected) => {
    expect(refusals(data)).toContain(expected);
  });

  test.each<[string, object]>([
    ["the top", withSpec({ "x-note": { any: [1, "thing"] } })],
    ["an image", withImage({ "x-note": 1 })],
    ["a service", withService({ "x-note": 1 })],
  ])("is let be when it starts with x-, at %s", (_, data) => {
    expect(refusals(data)).toEqual([]);
  });
});

describe("several problems", () => {
  test("are told at once, in the order of the file", () => {
    const problems = problemsOf(
      yamlOf(`name: Shop
user: { uid: 0, nam: keeper }
images:
  web:
    runtime: { python: "3.13" }
    source: [app]
    workdir: app
services:
  web:
    image: web
    ports: [0, 8000, "x"]
    depends_on: [db]
`),
    );
    expect(
      problems.map(
        ({ line, column, path }) => `${line}:${column} ${formatPath(path)}`,
      ),
    ).toEqual([
      "1:7 name",
      "2:14 user.uid",
      "2:17 user.nam",
      "7:14 images.web.workdir",
      "11:13 services.web.ports[0]",
      "11:22 services.web.ports[2]",
      "12:5 services.web.depends_on",
    ]);
  });

  test.each<[string, unknown, string[]]>([
    [
      "of the schema and of the checks",
      withSpec({ user: { uid: 0 }, services: { web: SERVICE, b: {} } }),
      ["user.uid", "services.b"],
    ],
    [
      "beside items that are left out of a list",
      withService({ ports: ["bad", 8000, "worse", 8000] }),
      [
        "services.web.ports[0]",
        "services.web.ports[2]",
        "services.web.ports[3]",
      ],
    ],
    [
      "in lists of lists",
      withImage({
        directories: [
          { path: "/app/c", mode: 5 },
          { path: "/app/a", subdirs: ["b", 5, "../c"] },
          "/usr",
        ],
      }),
      [
        "images.web.directories[0].mode",
        "images.web.directories[1].subdirs[1]",
        "images.web.directories[1].subdirs[2]",
        "images.web.directories[2]",
      ],
    ],
    [
      "that name what another one took away, once",
      withSpec({
        images: { web: { ...IMAGE, runtime: 5 } },
        services: { web: { ...SERVICE, dependsOn: ["db", "dc"] }, db: 7 },
      }),
      ["images.web.runtime", "services.db", "services.web.dependsOn[1]"],
    ],
    [
      "of a key that is misspelt, once",
      withSpec({ services: { web: { imge: "web" } } }),
      ["services.web.imge"],
    ],
    [
      "beside one that lacks what it must have",
      withSpec({
        images: { web: { ...IMAGE, directories: [{ mode: "0700" }] } },
        services: { web: SERVICE, b: {} },
      }),
      ["images.web.directories[0].path", "services.b"],
    ],
    [
      "beside an image that is wrong",
      withSpec({ images: { web: 5 }, services: { web: SERVICE, b: {} } }),
      ["images.web", "services.b"],
    ],
  ])("%s are told together, each where it stands", (_, data, expected) => {
    const places = problemsOf(sourceOf(data)).map(({ path }) =>
      formatPath(path),
    );
    expect(places).toEqual(expected);
  });
});
