import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/spec/read-yaml.ts";
import { formatPath } from "../../src/spec/problem.ts";
import { problemsOf, yamlOf } from "../support/specs.ts";

const errorsOf = (text: string) =>
  problemsOf(yamlOf(text)).map(
    ({ file, line, column, path, message }) =>
      `${file}:${line}:${column} ${formatPath(path)}: ${message}`,
  );

/** Nine anchors, each nine times the one before: 9^9 items. */
const BOMB = [
  "a0: &a0 [x]",
  ...Array.from({ length: 9 }, (_, n) => {
    const alias = `*a${n}`;
    return `a${n + 1}: &a${n + 1} [${Array(9).fill(alias).join(", ")}]`;
  }),
].join("\n");

describe("a YAML file that cannot be read", () => {
  test.each([
    ["a bracket left open", "name: [a", /^dockwright\.yaml:1:9 the spec: /],
    ["a quote left open", 'name: "a', /^dockwright\.yaml:1:9 the spec: /],
    [
      "a tab that indents",
      "images:\n\tweb: 1",
      /^dockwright\.yaml:2:1 .*[Tt]ab/,
    ],
    [
      "a key twice",
      "name: a\nservices: {}\nname: b",
      /^dockwright\.yaml:3:1 .*unique/,
    ],
    [
      "a key twice, deep",
      "services:\n  web:\n    image: a:1\n    image: b:1",
      /^dockwright\.yaml:4:5 .*unique/,
    ],
    [
      "two documents",
      "name: a\n---\nname: b",
      /^dockwright\.yaml:2:1 .*multiple documents/,
    ],
    [
      "an alias without an anchor",
      "name: *nothing",
      /^dockwright\.yaml:\d+:\d+ .*nothing/,
    ],
    ["aliases that multiply", BOMB, /^dockwright\.yaml:\d+:\d+ .*[Aa]lias/],
    ["brackets without end", "[".repeat(20_000), /^dockwright\.yaml:1:\d+ /],
  ])("%s is told with its place", (_, text, expected) => {
    const errors = errorsOf(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatch(expected);
  });

  test("every error of the syntax is told", () => {
    expect(errorsOf('name: "a" b\nservices: "c" d\n')).toHaveLength(2);
  });
});

describe("a YAML file that is no spec", () => {
  test.each([
    ["is empty", "", "dockwright.yaml:1:1 the spec: found an empty value"],
    [
      "holds only a comment",
      "# later\n",
      "dockwright.yaml:1:1 the spec: found an empty value",
    ],
    ["is a list", "- name: a\n", "dockwright.yaml:1:1 the spec: found a list"],
    ["is a text", "thoth\n", 'dockwright.yaml:1:1 the spec: found "thoth"'],
  ])("is told so when it %s", (_, text, expected) => {
    expect(errorsOf(text)).toEqual([expected]);
  });
});

describe("a number that is text to a person", () => {
  test.each([
    [
      "images: { a: { runtime: { python: 3.10 } } }",
      ["images", "a", "runtime", "python"],
      "3.10",
    ],
    [
      "images: { a: { runtime: { node: 22.0 } } }",
      ["images", "a", "runtime", "node"],
      "22.0",
    ],
    [
      "services: { db: { version: 17.10 } }",
      ["services", "db", "version"],
      "17.10",
    ],
    [
      "services: { 1: { version: 17.10 } }",
      ["services", "1", "version"],
      "17.10",
    ],
    [
      "services: { a: { environment: { TOKEN: 12345678901234567890 } } }",
      ["services", "a", "environment", "TOKEN"],
      "12345678901234567890",
    ],
    [
      "images: { a: { environment: { PRICE: 1.50 } } }",
      ["images", "a", "environment", "PRICE"],
      "1.50",
    ],
    [
      "images: { a: { args: { LEVEL: 0x10 } } }",
      ["images", "a", "args", "LEVEL"],
      "0x10",
    ],
    [
      "images: { a: { labels: { level: 1e3 } } }",
      ["images", "a", "labels", "level"],
      "1e3",
    ],
    [
      "x-b: &b { python: 3.10 }\nimages: { a: { runtime: *b } }",
      ["images", "a", "runtime", "python"],
      "3.10",
    ],
    [
      "x-b: &b { python: 3.10 }\nimages: { a: { runtime: { <<: *b } } }",
      ["images", "a", "runtime", "python"],
      "3.10",
    ],
  ])("stays as it was typed: %s", (text, path, expected) => {
    const { data } = readYaml(text, "dockwright.yaml");
    const value = path.reduce<unknown>(
      (inner, part) => (inner as Record<string, unknown>)[part],
      data,
    );
    expect(value).toBe(expected);
  });

  test("is a number everywhere else", () => {
    const { data } = readYaml(
      "user: { uid: 1000 }\nservices: { a: { limits: { cpus: 0.50 } } }",
      "dockwright.yaml",
    );
    expect(data).toEqual({
      user: { uid: 1000 },
      services: { a: { limits: { cpus: 0.5 } } },
    });
  });
});

describe("anchors and merge keys", () => {
  test("are read as YAML has them, wherever they stand", () => {
    const { data } = readYaml(
      `x-common: &common { restart: "always", labels: { a: 1 } }
services:
  one: &one
    <<: *common
    image: nginx:1
  two:
    <<: [*one, { init: true }]
    image: nginx:2
`,
      "dockwright.yaml",
    );
    expect((data as { services: unknown }).services).toEqual({
      one: { restart: "always", labels: { a: "1" }, image: "nginx:1" },
      two: {
        restart: "always",
        labels: { a: "1" },
        image: "nginx:2",
        init: true,
      },
    });
  });

  test("are no keys of the spec", () => {
    const spec = `name: shop
x-common: &common { restart: always }
services:
  one: { <<: *common, image: "nginx:1" }
`;
    expect(problemsOf(yamlOf(spec))).toEqual([]);
  });
});
