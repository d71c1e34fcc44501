import { describe, expect, test } from "vitest";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import type { Files } from "../../support/specs.ts";
import { names, ofPython } from "../../support/toolchains.ts";

const PROJECT = '[project]\nname = "a"\n';
const PACKAGE = `${PROJECT}readme = "README.md"\nlicense = { file = "LICENSE" }\n[build-system]\nrequires = ["hatchling"]\n`;
const PIP = { "requirements.txt": "flask==3.1.0" };
const UV = { "uv.lock": "" };
const MAIN = { "main.py": "" };

describe("a package or an application", () => {
  test.each<[string, Files, boolean]>([
    [
      "with a build system",
      { ...UV, ...MAIN, "pyproject.toml": PACKAGE },
      true,
    ],
    ["without one", { ...UV, ...MAIN, "pyproject.toml": PROJECT }, false],
    [
      "that uv is told of",
      {
        ...UV,
        ...MAIN,
        "pyproject.toml": `${PROJECT}[tool.uv]\npackage = true\n`,
      },
      true,
    ],
    [
      "that uv is told not to be one",
      {
        ...UV,
        ...MAIN,
        "pyproject.toml": `${PACKAGE}[tool.uv]\npackage = false\n`,
      },
      false,
    ],
    ["with setup.py alone", { ...PIP, ...MAIN, "setup.py": "" }, true],
    ["with nothing", { ...PIP, ...MAIN }, false],
  ])("%s: %s", (_, files, expected) => {
    expect(ofPython(files).toolchain.isPackage).toBe(expected);
  });

  test("a package takes along what building it reads", () => {
    const files = {
      ...UV,
      "pyproject.toml": PACKAGE,
      "README.md": "",
      LICENSE: "",
      "setup.cfg": "",
      "NOTES.md": "",
      "src/a/__init__.py": "",
      "migrations/1.sql": "",
      "main.py": "",
    };
    const { toolchain } = ofPython(files);
    expect(toolchain.extras).toEqual(["setup.cfg", "README.md", "LICENSE"]);
    expect(toolchain.buildFiles).toEqual(["setup.cfg"]);
    expect(names(toolchain.source)).toEqual(["main.py", "migrations/", "src/"]);
    expect(names(toolchain.besidePackage)).toEqual(["main.py", "migrations/"]);
  });

  test("an application takes no readme", () => {
    const files = {
      ...UV,
      ...MAIN,
      "pyproject.toml": PROJECT,
      "README.md": "",
    };
    const { toolchain } = ofPython(files);
    expect(toolchain.extras).toEqual([]);
    expect(toolchain.besidePackage).toEqual([]);
  });
});

describe("the manifests", () => {
  test.each<[string, Files, Partial<ImageSpec>, string[], string | null]>([
    [
      "uv's",
      { ...UV, ...MAIN, "pyproject.toml": PROJECT },
      {},
      ["pyproject.toml", "uv.lock"],
      "uv.lock",
    ],
    [
      "uv's without a lockfile",
      { ...MAIN, "pyproject.toml": PROJECT },
      {},
      ["pyproject.toml"],
      null,
    ],
    [
      "pip's",
      { ...PIP, ...MAIN },
      {},
      ["requirements.txt"],
      "requirements.txt",
    ],
    [
      "pip's with all they name",
      {
        ...MAIN,
        "requirements.txt": "-c c.txt",
        "c.txt": "",
        "requirements-dev.txt": "-r requirements.txt",
      },
      {},
      ["c.txt", "requirements.txt", "requirements-dev.txt"],
      "requirements.txt",
    ],
    [
      "pip's beside pyproject.toml",
      { ...PIP, ...MAIN, "pyproject.toml": PROJECT },
      {},
      ["pyproject.toml", "requirements.txt"],
      "requirements.txt",
    ],
    [
      "the spec's beside them",
      { ...PIP, ...MAIN, "pip.conf": "" },
      { manifests: ["pip.conf"] },
      ["requirements.txt", "pip.conf"],
      "requirements.txt",
    ],
  ])("are %s", (_, files, parts, manifests, lockfile) => {
    expect(ofPython(files, parts).toolchain).toMatchObject({
      manifests,
      lockfile,
    });
  });

  test("of development alone are told apart", () => {
    const { toolchain } = ofPython({
      ...PIP,
      ...MAIN,
      "requirements-dev.txt": "-r requirements.txt\n-r lint.txt",
      "lint.txt": "",
    });
    expect(toolchain.developmentManifests).toEqual([
      "lint.txt",
      "requirements-dev.txt",
    ]);
    expect(toolchain.developmentRequirements).toEqual(["requirements-dev.txt"]);
  });

  test.each([
    ["dependencies = ['flask']", "pyproject.toml", []],
    [
      "dependencies = ['flask']\n[project.optional-dependencies]\ndev = []",
      "pyproject.toml",
      ["dev"],
    ],
    ["dependencies = []", null, []],
  ])(
    "are pyproject.toml where pip has nothing else: %j",
    (text, expected, extra) => {
      const files = { ...MAIN, "pyproject.toml": `${PROJECT}${text}\n` };
      const parts = {
        runtime: { python: null, packageManager: "pip" as const },
      };
      expect(ofPython(files, parts).toolchain).toMatchObject({
        listing: expected,
        developmentExtras: extra,
      });
    },
  );
});
