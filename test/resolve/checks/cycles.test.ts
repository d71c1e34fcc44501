import { describe, expect, test } from "vitest";
import { cycles } from "../../../src/resolve/checks/cycles.ts";
import type { Spec } from "../../../src/spec/schema/project.ts";
import { refusals, withSpec } from "../../support/specs.ts";

/** Services that each depend on what is listed. */
const waiting = (dependsOn: Record<string, unknown>) =>
  withSpec({
    services: Object.fromEntries(
      Object.entries(dependsOn).map(([name, others]) => [
        name,
        { image: "web", dependsOn: others },
      ]),
    ),
  });

describe("services that wait for each other", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "one for itself",
      { a: ["a"] },
      "services.a.dependsOn: services wait for each other: a → a; take a out of it",
    ],
    [
      "two",
      { a: ["b"], b: ["a"] },
      "services.b.dependsOn: services wait for each other: a → b → a; take a out of it",
    ],
    [
      "three",
      { a: ["b"], b: ["c"], c: ["a"] },
      "services.c.dependsOn: services wait for each other: a → b → c → a; take a out of it",
    ],
    [
      "in a map",
      { a: { b: { condition: "service_started" } }, b: { a: {} } },
      "services.b.dependsOn: services wait for each other: a → b → a; take a out of it",
    ],
    [
      "behind one that does not",
      { start: ["a"], a: ["b"], b: ["a"] },
      "services.b.dependsOn: services wait for each other: a → b → a; take a out of it",
    ],
  ])("are told: %s", (_, dependsOn, expected) => {
    expect(refusals(waiting(dependsOn))).toEqual([expected]);
  });

  test("are told for each circle", () => {
    const told = refusals(waiting({ a: ["b"], b: ["a"], c: ["d"], d: ["c"] }));
    expect(told).toHaveLength(2);
  });

  test("are none where two wait for the same", () => {
    const diamond = { a: ["b", "c"], b: ["d"], c: ["d"], d: [] };
    expect(refusals(waiting(diamond))).toEqual([]);
  });
});

describe("a long chain", () => {
  const LENGTH = 1_000;
  const chain = (last: string[]) =>
    waiting(
      Object.fromEntries(
        Array.from({ length: LENGTH }, (_, n) => [
          `s${n}`,
          n + 1 < LENGTH ? [`s${n + 1}`] : last,
        ]),
      ),
    );

  test("that ends is fine", () => {
    expect(refusals(chain([]))).toEqual([]);
  });

  test("that closes is told once", () => {
    expect(refusals(chain(["s0"]))).toHaveLength(1);
  });

  test("is followed where each waits for all behind it", () => {
    const names = Array.from({ length: 200 }, (_, n) => `s${n}`);
    const spec = waiting(
      Object.fromEntries(names.map((name, n) => [name, names.slice(n + 1)])),
    );
    const checked = {
      spec: spec as unknown as Spec,
      snapshot: { paths: [], contents: {} },
      images: [],
      services: [],
    };
    expect([...cycles(checked)]).toEqual([]);
  });
});
