import { describe, expect, test } from "vitest";
import type { ImageSpec } from "../../../src/spec/schema/project.ts";
import type { Files } from "../../support/specs.ts";
import { ofPython, told } from "../../support/toolchains.ts";

const PROJECT = '[project]\nname = "a"\n';
const PIP = { "requirements.txt": "flask==3.1.0" };
const UV = { "uv.lock": "" };
const MAIN = { "main.py": "" };

describe("what a person is told", () => {
  const uv = { runtime: { python: null, packageManager: "uv" as const } };

  test.each<[string, Files, Partial<ImageSpec>, string[], string[]]>([
    [
      "nothing, when all is there",
      { ...UV, ...MAIN, "pyproject.toml": PROJECT },
      {},
      [],
      [],
    ],
    [
      "that no lockfile is there",
      { ...MAIN, "pyproject.toml": PROJECT },
      {},
      [],
      ["there is no uv.lock, so each build may install other versions"],
    ],
    [
      "that no requirements are there",
      MAIN,
      {},
      [],
      [
        "there is no requirements.txt, so each build may install other versions",
      ],
    ],
    [
      "that requirements are open",
      { ...MAIN, "requirements.txt": "flask" },
      {},
      [],
      ["requirements.txt does not hold every package to one version"],
    ],
    [
      "that uv has no project",
      { ...PIP, ...MAIN },
      uv,
      ["runtime.packageManager: uv needs a pyproject.toml, and there is none"],
      [],
    ],
    [
      "that Poetry is not supported",
      { ...MAIN, "pyproject.toml": '[tool.poetry]\nname = "a"' },
      {},
      [
        "runtime.packageManager: the project is installed by Poetry, which is not supported",
      ],
      [
        "there is no requirements.txt, so each build may install other versions",
      ],
    ],
    [
      "nothing of Poetry's where requirements were exported",
      { ...PIP, ...MAIN, "pyproject.toml": '[tool.poetry]\nname = "a"' },
      {},
      [],
      [],
    ],
    [
      "that uv has nothing to sync",
      { ...UV, ...MAIN, "pyproject.toml": "[tool.ruff]\n" },
      {},
      [
        "runtime.packageManager: uv needs a [project] in pyproject.toml, and there is none",
      ],
      [],
    ],
    [
      "nothing of a pyproject.toml that only holds settings",
      { ...PIP, ...MAIN, "pyproject.toml": "[tool.uv.pip]\n" },
      {},
      [],
      [],
    ],
    [
      "that there is no source",
      PIP,
      {},
      ["runtime.python: no Python file was found to copy into the image"],
      [],
    ],
  ])("%s", (_, files, parts, problems, warnings) => {
    expect(told(ofPython(files, parts))).toEqual({ problems, warnings });
  });

  test.each([
    "[project",
    "name = ",
    "\u0000",
    "[project]\nname = 1\n[project]",
  ])("that pyproject.toml cannot be read: %j", (text) => {
    const { problems } = told(ofPython({ ...MAIN, "pyproject.toml": text }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^runtime\.python: pyproject\.toml cannot be read: /,
    );
  });
});

describe("dependencies that pip takes out of pyproject.toml", () => {
  const listed = (python: string | null, extra: string) =>
    told(
      ofPython(
        {
          ...MAIN,
          "pyproject.toml": `${PROJECT}dependencies = ["flask"]\n[project.optional-dependencies]\ntest = ["pytest"]\ndev = ["${extra}"]\n`,
        },
        { runtime: { python, packageManager: "pip" } },
      ),
    ).problems;

  test("may be there", () => {
    expect(listed("3.11", "pytest")).toEqual([]);
  });

  test("cannot be read by Python 3.10", () => {
    expect(listed("3.10", "pytest")).toEqual([
      "runtime.python: Python 3.10 cannot read the dependencies out of pyproject.toml, which takes 3.11",
    ]);
  });

  test("may name extras of the project itself", () => {
    expect(listed("3.13", "a[test]")).toEqual([]);
  });

  test("cannot name the project itself in another spelling", () => {
    expect(listed("3.13", "A[test]")).toEqual([
      "runtime.packageManager: the extra for development names the project itself, and not as project.name writes it",
    ]);
  });

  test("cannot be taken out of a setup.py that works them out", () => {
    const setup = "setup(install_requires=read('requirements.in'))";
    const files = { ...MAIN, "setup.py": setup };
    expect(told(ofPython(files)).problems).toEqual([
      "runtime.packageManager: setup.py works out install_requires, which only running it would tell",
    ]);
    const pinned = { ...files, "requirements.txt": "flask==3.1.0" };
    expect(told(ofPython(pinned)).problems).toEqual([]);
  });
});
