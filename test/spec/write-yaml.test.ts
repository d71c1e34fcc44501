import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Spec } from "../../src/spec/schema/project.ts";
import { writeFlow, writeYaml } from "../../src/spec/write-yaml.ts";
import { anySpec } from "../support/arbitrary/spec.ts";

const read = (text: string) => parse(text, { merge: true }) as unknown;
const plain = (data: unknown) => JSON.parse(JSON.stringify(data)) as unknown;

const SPEC: Spec = {
  services: {
    api: {
      dependsOn: ["postgres"],
      health: { http: "/health" },
      ports: [{ container: 8081, name: "sse" }, 8082],
      command: ["python", "-m", "thoth", "no", "8000"],
      image: "thoth",
      environment: { HOST_ONLY: null },
      restart: "no",
    },
    postgres: { version: "17", backing: "postgres" },
  },
  images: {
    thoth: {
      directories: ["cache", { path: "in", subdirs: ["a", "b"], volume: "in" }],
      runtime: { python: null },
    },
  },
  user: { name: "thoth", uid: 1001 },
  name: "thoth",
};

describe("a spec is written", () => {
  test("short, and in the order in which a person would write it", () => {
    expect(writeYaml(SPEC)).toBe(`name: thoth
user: { name: thoth, uid: 1001 }

images:
  thoth:
    runtime: { python: }
    directories:
      - cache
      - { path: in, subdirs: [a, b], volume: in }

services:
  api:
    image: thoth
    command: [python, -m, thoth, "no", "8000"]
    ports: [{ container: 8081, name: sse }, 8082]
    health: { http: /health }
    environment: { HOST_ONLY: }
    dependsOn: [postgres]
    restart: "no"

  postgres: { backing: postgres, version: "17" }
`);
  });

  test("with its schema in the first line, for editors", () => {
    expect(writeYaml(SPEC, [], "./schema.json")).toBe(
      `# yaml-language-server: $schema=./schema.json\n${writeYaml(SPEC)}`,
    );
  });

  test("with comments above blocks and behind values", () => {
    const text = writeYaml(SPEC, [
      { path: ["services", "api"], text: "above" },
      { path: ["services", "api", "ports"], text: "behind" },
      { path: ["images", "thoth", "directories", 1], text: "behind an item" },
    ]);
    expect(text).toContain("\n  # above\n  api:\n");
    expect(text).toContain("8082] # behind\n");
    expect(text).toContain("volume: in } # behind an item\n");
  });

  test.each(["::\nUSER root\n'", "a:\nb", "a\n\n b", "<<"])(
    "with %j in brackets as it was",
    (text) => {
      const spec: Spec = {
        name: "it",
        services: { a: { image: "a", command: [text], labels: { a: text } } },
        images: { a: { runtime: { node: null } } },
      };
      expect(read(writeYaml(spec))).toEqual(spec);
      expect(read(writeFlow({ a: [text] }))).toEqual({ a: [text] });
    },
  );

  test.each([" \n", "\n \n", "a\n \n", " a\nb\n", "a\r\nb"])(
    "with %j in a block as it was",
    (text) => {
      const spec = {
        name: "it",
        services: {},
        "x-a": { b: { c: { d: text.repeat(30) } } },
      };
      expect(read(writeYaml(spec as Spec))).toEqual(spec);
    },
  );

  test("so that reading it gives the same again, whatever it holds", () => {
    fc.assert(
      fc.property(anySpec, ({ spec }) => {
        expect(read(writeYaml(spec))).toEqual(plain(spec));
      }),
      { numRuns: 150 },
    );
  });
});
