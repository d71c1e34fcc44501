import { describe, expect, test } from "vitest";
import { suggest, suggestOrList } from "../../src/spec/suggest.ts";

const KEYS = ["dependsOn", "envFile", "environment", "ports", "image", "init"];

describe("suggest", () => {
  test.each([
    ["depends_on", "dependsOn"],
    ["env_file", "envFile"],
    ["env-file", "envFile"],
    ["DEPENDSON", "dependsOn"],
    ["enviroment", "environment"],
    ["port", "ports"],
    ["prots", "ports"],
    ["iamge", "image"],
    ["inti", "init"],
    ["i_n-i_t", "init"],
  ])("takes %s for %s", (found, meant) => {
    expect(suggest(found, KEYS)).toBe(meant);
  });

  test.each(["cpus", "x", "", "something else entirely", "🐳"])(
    "knows nothing near %j",
    (found) => {
      expect(suggest(found, KEYS)).toBeNull();
    },
  );

  test("knows nothing where nothing is allowed", () => {
    expect(suggest("image", [])).toBeNull();
  });
});

describe("suggestOrList", () => {
  test.each([
    ["posrts", ["ports", "image"], "did you mean ports?"],
    ["volume", ["ports", "image"], "write one of ports, image"],
    ["volume", [], "take it out"],
  ])("for %s among %j says: %s", (found, allowed, advice) => {
    expect(suggestOrList(found, allowed)).toBe(advice);
  });
});
