import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { addToSpec, type Addition } from "../../src/spec/add-to-spec.ts";
import { writeYaml } from "../../src/spec/write-yaml.ts";
import { anySpec } from "../support/arbitrary/spec.ts";

const WORKER: Addition = {
  kind: "service",
  name: "worker",
  value: { image: "web", command: ["python", "-m", "worker"] },
};
const REDIS: Addition = {
  kind: "service",
  name: "redis",
  value: { backing: "redis", version: "8" },
};
const CACHE: Addition = {
  kind: "directory",
  image: "web",
  value: { path: "/app/cache", subdirs: ["ocr"], volume: "cache" },
};
const add = (text: string, addition: Addition) =>
  addToSpec(text, "dockwright.yaml", addition);

const SPEC = `# mine
name:   shop # two blanks
images:
    web:
        runtime: { python: '3.13' }   # quoted
        directories:
        - uploads # where they go

services:
    web: # the one
        image: web
        ports: [ 8000 ]

    # the end of it
    db: {backing: postgres} # last
# after all
`;

describe("what is added to a spec in YAML stands where a person would put it", () => {
  test("a service, in the file's own indentation", () => {
    expect(add(SPEC, WORKER)).toBe(
      SPEC.replace(
        "# last\n",
        "# last\n\n    worker:\n      image: web\n      command: [python, -m, worker]\n",
      ),
    );
  });

  test("a backing service, on a line", () => {
    expect(add(SPEC, REDIS)).toBe(
      SPEC.replace(
        "# last\n",
        '# last\n\n    redis: { backing: redis, version: "8" }\n',
      ),
    );
  });

  test("a service, behind the comments of the last one", () => {
    const text = `${SPEC.split("    # the end")[0]!.trimEnd()}\n        # ports: [1]\n\n        # more\n    # of none\n`;
    expect(add(text, REDIS)).toBe(
      text.replace(
        "# more\n",
        '# more\n\n    redis: { backing: redis, version: "8" }\n',
      ),
    );
  });

  test("a directory, in the list that is there", () => {
    expect(add(SPEC, CACHE)).toBe(
      SPEC.replace(
        "# where they go\n",
        "# where they go\n        - { path: /app/cache, subdirs: [ocr], volume: cache }\n",
      ),
    );
  });

  test.each<[string, string, Addition, string]>([
    [
      "a directory, in a list of its own",
      "name: a\nimages:\n  web:\n    runtime: { python: } # x\nservices:\n  web: { image: web }\n",
      CACHE,
      "# x\n    directories:\n      - { path: /app/cache, subdirs: [ocr], volume: cache }\nservices:",
    ],
    [
      "a directory, in brackets",
      "name: a\nimages: { web: { runtime: { python: }, directories: [a] } }\nservices: {}\n",
      { ...CACHE, value: "cache" } as Addition,
      "directories: [a, cache] } }\n",
    ],
    [
      "a directory, in an image in brackets",
      "name: a\nimages: { web: { runtime: { python: } } }\nservices: {}\n",
      { ...CACHE, value: "cache" } as Addition,
      "{ python: }, directories: [cache] } }\n",
    ],
    [
      "a service, in brackets",
      "name: a\nservices: { web: { image: web } }\n",
      REDIS,
      '{ image: web }, redis: { backing: redis, version: "8" } }\n',
    ],
    [
      "a service, with lines that end as the others do",
      "name: a\r\nservices:\r\n  web: { image: web }\r\n",
      REDIS,
      '\r\n\r\n  redis: { backing: redis, version: "8" }\r\n',
    ],
    [
      "a service, in a file without a last line break",
      "name: a\nservices:\n  web: { image: web }\n  db: { image: x }",
      REDIS,
      '{ image: x }\n  redis: { backing: redis, version: "8" }',
    ],
  ])("%s", (_, text, addition, expected) => {
    expect(add(text, addition)).toContain(expected);
  });

  test("to any spec, which is the same but for it", () => {
    fc.assert(
      fc.property(anySpec, ({ spec }) => {
        const text = writeYaml(spec);
        const edited = add(text, REDIS);
        const { services, ...rest } = parse(text, { merge: true }) as {
          services: object;
        };
        expect(parse(edited!, { merge: true })).toEqual({
          ...rest,
          services: { ...services, redis: REDIS.value },
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("nothing is added", () => {
  test.each<[string, string, Addition]>([
    [
      "where a merge key would be hidden",
      "name: a\nx-web: &web\n  directories: [a]\nimages:\n  web:\n    <<: *web\n    runtime: { python: }\nservices:\n  web: { image: web }\n",
      CACHE,
    ],
    [
      "where two images share the place",
      "name: a\nimages:\n  web: &web\n    runtime: { python: }\n  other: *web\nservices:\n  web: { image: web }\n",
      CACHE,
    ],
  ])("%s", (_, text, addition) => {
    expect(add(text, addition)).toBeNull();
  });
});

test("what is added to a spec in JSON keeps its indentation", () => {
  const text = '{\n    "name": "a",\n    "services": {}\n}\n';
  expect(addToSpec(text, "dockwright.json", REDIS)).toBe(
    '{\n    "name": "a",\n    "services": {\n        "redis": {\n            "backing": "redis",\n            "version": "8"\n        }\n    }\n}\n',
  );
});
