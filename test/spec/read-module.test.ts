import { describe, expect, test } from "vitest";
import { readModule } from "../../src/spec/read-module.ts";
import { problemsOf } from "../support/specs.ts";

const circle: Record<string, unknown> = {};
circle.self = circle;

const told = (data: unknown) =>
  problemsOf(
    readModule(data, "export default {};", "dockwright.config.ts"),
  ).map(({ message }) => message);

const service = (parts: object) => ({
  name: "shop",
  services: { web: { image: "nginx:1.26", ...parts } },
});

/** A module can export what no YAML can hold. */
describe("a module", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "found nothing"],
    ["a function", () => service({}), "found a function"],
    ["a list", [service({})], "found a list"],
    ["a big number", service({ replicas: 10n }), "found 10"],
    ["a symbol", service({ init: Symbol("x") }), "found Symbol(x)"],
    ["a function far in", service({ init: () => true }), "found a function"],
    [
      "a version whose last digit is lost",
      { ...service({}), images: { web: { runtime: { python: 3.1 } } } },
      "found 3.1",
    ],
    ["no number", service({ replicas: Number.NaN }), "found NaN"],
    [
      "a function for Compose",
      service({ compose: { tty: () => true } }),
      "found a function",
    ],
    [
      "a date for Compose",
      service({ compose: { tty: new Date(0) } }),
      "found a mapping",
    ],
    ["a circle for Compose", service({ compose: circle }), "found a mapping"],
  ])("that exports %s is told so", (_, data, expected) => {
    expect(told(data).join("\n")).toContain(expected);
  });

  test("may leave a key undefined", () => {
    expect(
      told(
        service({
          ports: undefined,
          environment: { A: undefined },
          compose: { tty: undefined },
        }),
      ),
    ).toEqual([]);
  });

  test("may share a part between two places", () => {
    const health = { command: "true" };
    const data = service({ health });
    expect(
      told({
        ...data,
        services: { ...data.services, other: { image: "a:1", health } },
      }),
    ).toEqual([]);
  });
});
