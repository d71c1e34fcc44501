import { describe, expect, test } from "vitest";
import {
  satisfies,
  versionFor,
} from "../../../src/runtimes/python/requires-python.ts";

/** https://packaging.python.org/en/latest/specifications/version-specifiers/ */
describe("satisfies", () => {
  test.each([
    ["3.13", ">=3.11", true],
    ["3.11", ">=3.11", true],
    ["3.10", ">=3.11", false],
    ["3.9", ">=3.10", false],
    ["3.12", ">3.11", true],
    ["3.11", ">3.11", false],
    ["3.11", ">3.11.2", true],
    ["3.11", "<3.12", true],
    ["3.12", "<3.12", false],
    ["3.12", "<3.12.5", true],
    ["3.11", "<=3.12", true],
    ["3.12", "<=3.12", false],
    ["3.12", "<=3.12.9", true],
    ["3.13", "<=3.12", false],
    ["3.12", "==3.12", true],
    ["3.12", "==3.12.*", true],
    ["3.12", "==3.12.4", true],
    ["3.13", "==3.12.*", false],
    ["3.13", "==3.*", true],
    ["3.13", "!=3.12", true],
    ["3.12", "!=3.12.*", false],
    ["3.12", "!=3.12.1", true],
    ["3.13", "~=3.11", true],
    ["3.13", "~=3.11.2", false],
    ["3.11", "~=3.11.2", true],
    ["3.12", ">=3.11,<4", true],
    ["3.12", ">=3,<4", true],
    ["3.12", ">= 3.11 , < 3.13", true],
    ["3.13", ">=3.11,!=3.13.*", false],
    ["3.12", "", true],
    ["3.12.4", ">=3.12", true],
  ])("%s in %s: %s", (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
});

describe("versionFor", () => {
  test.each([
    ["", "3.13"],
    [">=3.8", "3.13"],
    ["<3.11", "3.10"],
    ["<=3.12", "3.11"],
    ["==3.11.*", "3.11"],
    [">=3.14", "3.14"],
    ["<3.8", null],
    [">=3.99", null],
  ])("%j takes %s", (range, expected) => {
    expect(versionFor(range)).toBe(expected);
  });
});
