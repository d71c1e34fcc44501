import { expect, test } from "vitest";
import { refusals } from "../../support/specs.ts";

const OLD = "/var/lib/postgresql/data";
const NEW = "/var/lib/postgresql";

const told = (parts: object) =>
  refusals({ name: "a", services: { db: { backing: "postgres", ...parts } } });

test.each([
  ["17", NEW, OLD],
  ["16-alpine", NEW, OLD],
  ["18", OLD, NEW],
  ["latest", OLD, NEW],
])("postgres %s does not keep its data at %s", (version, wrong, right) => {
  expect(told({ version, volumes: [`data:${wrong}`] })).toEqual([
    `services.db.volumes[0]: postgres:${version} does not keep its data at ${wrong}; mount it at ${right}`,
  ]);
  const production = { volumes: [`./data:${wrong}`] };
  expect(told({ version, production })).toHaveLength(1);
  expect(told({ version, volumes: [`data:${right}`] })).toEqual([]);
});

test("postgres keeps its data where PGDATA says", () => {
  const environment = { PGDATA: `${OLD}/18` };
  const volumes = [`data:${OLD}`];
  expect(told({ version: "18", environment, volumes })).toEqual([]);
});

test("what else is mounted in postgres is anywhere", () => {
  const volumes = ["./init:/docker-entrypoint-initdb.d:ro"];
  expect(told({ volumes })).toEqual([]);
});
