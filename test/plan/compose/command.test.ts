import { describe, expect, test } from "vitest";
import { planCompose } from "../../../src/plan/compose/plan-compose.ts";
import type { Spec } from "../../../src/spec/schema/project.ts";
import { IMAGE, resolved } from "../../support/specs.ts";

/** The command of each service, as development's Compose file says it. */
const commands = (services: Spec["services"]) => {
  const project = resolved({ name: "shop", images: { web: IMAGE }, services });
  return Object.values(planCompose(project, "development").services).map(
    ({ command }) => command,
  );
};

const web = (command?: string[], parts: object = {}) => ({
  image: "web",
  ...(command && { command }),
  ...parts,
});

describe("the command in Compose", () => {
  test.each<[string, Spec["services"], unknown[]]>([
    ["is left to the image that has it", { a: web(["a"]) }, [undefined]],
    [
      "is written where the image has another",
      { a: web(["a"]), b: web(["b"]) },
      [undefined, ["b"]],
    ],
    [
      "is written where the words only look alike",
      { a: web(["a", "b,c"]), b: web(["a", "b", "c"]) },
      [undefined, ["a", "b", "c"]],
    ],
    [
      "is written where the image has none",
      { a: web(["${A}"]), b: web(["null"]) },
      [["${A}"], ["null"]],
    ],
    [
      "is written beside an entrypoint, which takes away the image's",
      { a: web(["a"], { entrypoint: "e" }) },
      [["a"]],
    ],
    [
      "is written for somebody else's image",
      { a: web(["a"]), b: { image: "nginx:1", command: "a" } },
      [undefined, ["a"]],
    ],
    ["is nobody's where none is written", { a: web() }, [undefined]],
  ])("%s", (_, services, expected) => {
    expect(commands(services)).toEqual(expected);
  });
});
