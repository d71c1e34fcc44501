import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { compiled, everyKey, problemsOf } from "../support/specs.ts";

type Node = Readonly<Record<string, unknown>>;

const SCHEMA = new URL("../../schemas/dockwright.schema.json", import.meta.url);
const schema = JSON.parse(readFileSync(SCHEMA, "utf8")) as Node;
const ajv = new Ajv({
  strict: false,
  formats: { ipv4: true, ipv6: true },
});

const isMapping = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every schema below a node, each with its place: `services.*.ports[]`. */
function* placesOf(node: Node, place = ""): Generator<[string, Node]> {
  yield [place, node];
  const { properties, additionalProperties, items, anyOf } = node;
  for (const [name, inner] of Object.entries((properties ?? {}) as Node))
    yield* placesOf(inner as Node, `${place}.${name}`);
  if (isMapping(additionalProperties))
    yield* placesOf(additionalProperties, `${place}.*`);
  if (isMapping(items)) yield* placesOf(items, `${place}[]`);
  for (const branch of (anyOf ?? []) as Node[]) yield* placesOf(branch, place);
}

/** The values of a spec that stand at a place. */
function valuesAt(data: unknown, place: string): unknown[] {
  const steps = place.match(/\.\$?[\w*]+|\[\]/g) ?? [];
  return steps.reduce<unknown[]>(
    (values, step) =>
      values.flatMap((value): unknown[] => {
        if (step === "[]") return Array.isArray(value) ? value : [];
        if (!isMapping(value)) return [];
        if (step === ".*") return Object.values(value);
        const name = step.slice(1);
        return name in value ? [value[name]] : [];
      }),
    [data],
  );
}

const { source, files } = everyKey();
const places = [...placesOf(schema)];

/** The settings of one mode have the keys of a service's own. */
const inAnyMode = (place: string) =>
  place.replace(/^(\.services\.\*)\.(?:development|production)\./, "$1.");

const usedAt = (place: string) =>
  ["", ".development", ".production"].flatMap((mode) =>
    valuesAt(
      source.data,
      inAnyMode(place).replace(/^\.services\.\*(?=\.)/, `$&${mode}`),
    ),
  );

/** YAML's reader keeps a version as it was typed, so that none is a number. */
const isNumberedVersion = (place: string, branch: Node) =>
  branch.type === "number" && /\.(?:version|python|node)$/.test(place);

describe("the spec that uses every key", () => {
  test("is accepted", () => {
    expect(problemsOf(source, files)).toEqual([]);
    expect(compiled(source, files).warnings).toEqual([]);
  });

  test("uses every key of the schema", () => {
    const unused = places
      .map(([place]) => place)
      .filter((place) => usedAt(place).length === 0);
    expect([...new Set(unused)]).toEqual([]);
  });

  test("uses every form that a key can have", () => {
    const unused = places.flatMap(([place, { anyOf }]) =>
      ((anyOf ?? []) as Node[])
        .filter((branch) => !isNumberedVersion(place, branch))
        .filter(
          (branch) =>
            !usedAt(place).some((value) => ajv.validate(branch, value)),
        )
        .map((branch) => `${place} as ${JSON.stringify(branch)}`),
    );
    expect(unused).toEqual([]);
  });
});
