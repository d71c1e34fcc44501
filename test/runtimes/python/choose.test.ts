import { describe, expect, test } from "vitest";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import type { Files } from "../../support/specs.ts";
import { ofPython, told } from "../../support/toolchains.ts";

const PROJECT = '[project]\nname = "a"\n';
const requires = (range: string) => `${PROJECT}requires-python = "${range}"\n`;
const MAIN = { "main.py": "" };

describe("the package manager", () => {
  type Runtime = Partial<ImageSpec["runtime"]>;

  test.each<[string, Files, Runtime, string]>([
    [
      "uv, where its lockfile is",
      { "uv.lock": "", "pyproject.toml": PROJECT, "requirements.txt": "" },
      {},
      "uv",
    ],
    [
      "uv, where pyproject.toml configures it",
      { "pyproject.toml": `${PROJECT}[tool.uv]\n`, "requirements.txt": "" },
      {},
      "uv",
    ],
    [
      "pip, where requirements are",
      { "pyproject.toml": PROJECT, "requirements.txt": "" },
      {},
      "pip",
    ],
    [
      "pip, where requirements lie in a folder",
      { "pyproject.toml": PROJECT, "requirements/base.txt": "" },
      {},
      "pip",
    ],
    [
      "uv, where pyproject.toml is alone",
      { "pyproject.toml": PROJECT },
      {},
      "uv",
    ],
    ["pip, where nothing is", {}, {}, "pip"],
    [
      "pip, where pyproject.toml only holds settings",
      { "pyproject.toml": "[tool.ruff]\n" },
      {},
      "pip",
    ],
    [
      "what the spec says",
      { "uv.lock": "", "pyproject.toml": PROJECT },
      { packageManager: "pip" },
      "pip",
    ],
    [
      "what the spec says, against the requirements",
      { "requirements.txt": "", "pyproject.toml": PROJECT },
      { packageManager: "uv" },
      "uv",
    ],
  ])("is %s", (_, files, runtime, expected) => {
    const parts = { runtime: { python: null, ...runtime } };
    const { toolchain } = ofPython({ ...MAIN, ...files }, parts);
    expect(toolchain.packageManager).toBe(expected);
  });
});

describe("the version", () => {
  test.each<[string, Files, string | number | null, string]>([
    [
      "the spec's",
      { ".python-version": "3.11", "pyproject.toml": requires(">=3.10") },
      "3.12",
      "3.12",
    ],
    [
      "a patch release of the spec's",
      { "pyproject.toml": requires(">=3.12") },
      "3.12.4",
      "3.12.4",
    ],
    ["a number of the spec's", {}, 3.12, "3.12"],
    [".python-version's", { ".python-version": "3.12\n" }, null, "3.12"],
    [
      ".python-version's, behind a word",
      { ".python-version": "cpython-3.12.1\n" },
      null,
      "3.12",
    ],
    [
      "the first one that requires-python takes",
      { "pyproject.toml": requires(">=3.9") },
      null,
      "3.13",
    ],
    [
      "the newest below a bound",
      { "pyproject.toml": requires(">=3.9,<3.12") },
      null,
      "3.11",
    ],
    [
      "a newer one where it has to be",
      { "pyproject.toml": requires(">=3.14") },
      null,
      "3.14",
    ],
    ["ours where nothing says so", {}, null, "3.13"],
    [
      "ours where .python-version names an environment",
      { ".python-version": "my-env\n" },
      null,
      "3.13",
    ],
  ])("is %s", (_, files, written, expected) => {
    const resolution = ofPython(
      { ...MAIN, "requirements.txt": "", ...files },
      { runtime: { python: written } },
    );
    expect(told(resolution).problems).toEqual([]);
    expect(resolution.toolchain.version).toBe(expected);
    expect(resolution.toolchain.baseImage).toBe(`python:${expected}-slim`);
  });

  test.each<[string, Files, string | null, string, string]>([
    [
      "the spec and requires-python",
      { "pyproject.toml": requires(">=3.12") },
      "3.11",
      "runtime.python: the spec asks for Python 3.11, pyproject.toml for >=3.12",
      'write a version that fits both, such as "3.13"',
    ],
    [
      ".python-version and requires-python",
      { ".python-version": "3.13", "pyproject.toml": requires("<3.13") },
      null,
      "runtime.python: .python-version asks for Python 3.13, pyproject.toml for <3.13",
      'write a version that fits both, such as "3.12"',
    ],
    [
      "requires-python and all images",
      { "pyproject.toml": requires("<3.9") },
      null,
      'runtime.python: no official image of Python fits requires-python = "<3.9"',
      'write the version to take: runtime: { python: "3.13" }',
    ],
  ])("is in conflict between %s", (_, files, written, expected, advice) => {
    const resolution = ofPython(
      { ...MAIN, "requirements.txt": "", ...files },
      { runtime: { python: written } },
    );
    expect(told(resolution).problems).toEqual([expected]);
    expect(resolution.problems[0]!.advice).toBe(advice);
  });
});
