import { describe, expect, test } from "vitest";
import { filesIn } from "../../../src/model/snapshot.ts";
import { readSetup } from "../../../src/runtimes/python/setup.ts";
import { snapshotOf, type Files } from "../../support/specs.ts";
import { ofPython } from "../../support/toolchains.ts";

const read = (files: Files) => readSetup(filesIn(snapshotOf(files), "."));

describe("what a project with setup.py runs with", () => {
  test.each<[string, Files, string[]]>([
    [
      "is what it lists",
      {
        "setup.py":
          "setup(install_requires=[\n  'requests[socks]>=2', # not 'x'\n  \"six\",\n])",
      },
      ["requests[socks]>=2", "six"],
    ],
    [
      "is what setup.cfg lists",
      {
        "setup.py": "setup()",
        "setup.cfg":
          "[options]\nzip_safe = no\ninstall_requires =\n  six\n  # no\n  idna\npackages = find:\n",
      },
      ["six", "idna"],
    ],
    [
      "is not what is commented out",
      { "setup.py": "setup(\n# install_requires=['six'],\n)" },
      [],
    ],
  ])("%s", (_, files, expected) => {
    const { requirements, isComputed } = read(files);
    expect({ requirements, isComputed }).toEqual({
      requirements: expected,
      isComputed: false,
    });
  });

  test.each([
    "install_requires=REQUIRED",
    "install_requires=['a'] + more",
    "install_requires=[f'a']",
  ])("may be worked out: %s", (text) => {
    expect(read({ "setup.py": `setup(${text})` })).toMatchObject({
      listing: null,
      isComputed: true,
    });
  });
});

describe("a package with setup.py", () => {
  const SETUP =
    "here = dirname(__file__)\nopen(join(here, 'README.rst'))\nopen('requirements.txt')\nsetup(packages=['shop'])";
  const files = {
    "setup.py": SETUP,
    "README.rst": "",
    "requirements.txt": "six==1.17.0",
    "shop/__init__.py": "",
  };

  test("is built with the files that it names", () => {
    const { toolchain } = ofPython(files);
    expect(toolchain.isPackage).toBe(true);
    expect(toolchain.extras).toEqual([
      "setup.py",
      "README.rst",
      "requirements.txt",
    ]);
  });

  test.each([
    ["[tool.ruff]\nline-length = 100\n", true],
    ["[project]\nname = 'shop'\n", false],
  ])(
    "is one whatever pyproject.toml configures of tools: %j",
    (text, expected) => {
      const { toolchain } = ofPython({ ...files, "pyproject.toml": text });
      expect(toolchain.isPackage).toBe(expected);
    },
  );
});
