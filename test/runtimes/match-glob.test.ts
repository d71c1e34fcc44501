import { expect, test } from "vitest";
import { matchesGlobs } from "../../src/runtimes/match-glob.ts";

test.each<[string, string[], boolean]>([
  ["apps/api", ["apps/*"], true],
  ["apps/api", ["./apps/*/"], true],
  ["apps/api", ["packages/*", "apps/api"], true],
  ["apps/api", ["apps"], false],
  ["apps/api/sub", ["apps/*"], false],
  ["apps/api/sub", ["apps/**"], true],
  ["apps", ["apps/**"], false],
  ["a/b/c", ["**/c"], true],
  ["c", ["**/c"], true],
  ["apps/api", ["{apps,packages}/*"], true],
  ["docs/api", ["{apps,packages}/*"], false],
  ["apps/v1", ["apps/v?"], true],
  ["apps/v.1", ["apps/v.*"], true],
  ["apps/vx1", ["apps/v.*"], false],
  ["apps/old", ["apps/*", "!apps/old"], false],
  ["apps/old", ["!apps/old", "apps/*"], true],
  ["apps/api", ["{apps/*"], false],
  ["apps/api", [], false],
])("%s in %j: %s", (folder, globs, expected) => {
  expect(matchesGlobs(folder, globs)).toBe(expected);
});
