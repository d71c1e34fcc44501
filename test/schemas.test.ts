import { readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SCHEMA_FILE, specSchema } from "../scripts/schema.ts";
import { loadSpec } from "../src/io/load-spec.ts";
import { parseSpec } from "../src/spec/parse-spec.ts";
import { anySpec } from "./support/arbitrary/spec.ts";
import { EXAMPLES, exampleNames } from "./support/examples.ts";
import { everyKey, withImage, withService, withSpec } from "./support/specs.ts";

const text = readFileSync(SCHEMA_FILE, "utf8");
const schema = JSON.parse(text) as AnySchemaObject;
// Editors know the formats; what they say of an address, the pattern beside them says too.
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  formats: { ipv4: true, ipv6: true },
});
const validate = ajv.compile(schema);

const fits = (data: unknown) => ({
  fits: validate(data),
  errors: validate.errors,
});

describe("schemas/dockwright.schema.json", () => {
  test("is what the spec's schema emits (npm run schema)", async () => {
    expect(text).toBe(await specSchema());
  });

  test("is a schema, with a name and a word on what it is for", () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: expect.stringContaining("dockwright.schema.json") as string,
      title: "dockwright",
      description: expect.any(String) as string,
    });
  });

  test("says of each key what it is for", () => {
    const silent = (node: AnySchemaObject, place: string): string[] =>
      Object.entries(
        (node.properties ?? {}) as Record<string, AnySchemaObject>,
      ).flatMap(([name, inner]) => [
        ...(typeof inner.description === "string" ||
        node.required?.includes(name)
          ? []
          : [`${place}.${name}`]),
        ...silent(inner, `${place}.${name}`),
        ...[inner.additionalProperties, inner.items]
          .filter((each) => typeof each === "object")
          .flatMap((each) =>
            silent(each as AnySchemaObject, `${place}.${name}.*`),
          ),
      ]);
    expect(silent(schema, "")).toEqual([]);
  });

  test("takes the spec with every key", () => {
    expect(fits(everyKey().source.data)).toEqual({ fits: true, errors: null });
  });

  test.each(exampleNames())("takes the spec of examples/%s", async (name) => {
    const { data } = await loadSpec(`${EXAMPLES}/${name}`);
    expect(fits(data)).toEqual({ fits: true, errors: null });
  });

  test("takes whatever is accepted", () => {
    fc.assert(
      fc.property(anySpec, ({ spec }) => {
        expect(fits(spec)).toEqual({ fits: true, errors: null });
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, object]>([
    ["at the top", withSpec({ "x-note": { a: 1 } })],
    ["in an image", withImage({ "x-note": 1 })],
    ["in a service", withService({ "x-note": [] })],
    ["memory in capitals", withService({ limits: { memory: "512MB" } })],
    [
      "an address of IPv6 in capitals",
      withService({ ports: ["[FE80::1]:80:80"] }),
    ],
  ])("takes what our own reading does: %s", (_, spec) => {
    expect(parseSpec(spec).problems).toEqual([]);
    expect(fits(spec).fits).toBe(true);
  });

  test.each<[string, object]>([
    ["a misspelt key", withService({ depends_on: [] })],
    ["a name in capitals", withSpec({ name: "Shop" })],
    ["no services", { name: "shop" }],
    ["uid 0", withSpec({ user: { uid: 0 } })],
    [
      "a number for a mode",
      withImage({ directories: [{ path: "a", mode: 755 }] }),
    ],
    ["a path that leaves the project", withImage({ source: ["../a"] })],
    ["a service's name in capitals", withSpec({ services: { Web: {} } })],
    ["a port beyond all", withService({ ports: [70_000] })],
    ["a text for a list", withService({ ports: "80" })],
    ["x-note where none is looked for", withSpec({ user: { "x-note": 1 } })],
  ])("refuses what our own reading does: %s", (_, spec) => {
    expect(parseSpec(spec).problems).not.toEqual([]);
    expect(fits(spec).fits).toBe(false);
  });
});
