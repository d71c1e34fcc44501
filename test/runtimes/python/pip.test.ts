import { describe, expect, test } from "vitest";
import { pip } from "../../../src/runtimes/python/pip.ts";
import type { PythonToolchain } from "../../../src/runtimes/python/toolchain.ts";
import { resolved, type Files } from "../../support/specs.ts";

/** What pip's steps run. */
function stepsOf(files: Files) {
  const image = resolved(
    {
      name: "shop",
      images: { web: { runtime: { python: null, packageManager: "pip" } } },
      services: { web: { image: "web", command: "python main.py" } },
    },
    { "main.py": "", ...files },
  ).images[0]!;
  const steps = pip(image, image.toolchain as PythonToolchain);
  return {
    production: steps.dependencies.commands.slice(1),
    development: steps.development.commands.slice(1),
    project: steps.project.commands,
  };
}

describe("requirements", () => {
  test("of development are installed with those of production", () => {
    const files = {
      "requirements.txt": "a==1",
      "requirements-dev.txt": "b==1",
    };
    expect(stepsOf(files)).toMatchObject({
      production: [
        "pip --python /app/.venv/bin/python install --requirement requirements.txt",
      ],
      development: [
        "pip install --requirement requirements.txt --requirement requirements-dev.txt",
      ],
    });
  });

  test("of which only some are held by hashes are installed one behind the other", () => {
    const files = {
      "requirements.txt": "a==1 --hash=sha256:00",
      "requirements-dev.txt": "b==1",
    };
    expect(stepsOf(files).development).toEqual([
      "pip install --requirement requirements.txt",
      "pip install --requirement requirements-dev.txt",
    ]);
  });
});

const listed = (files: Files) =>
  stepsOf(files).production[0]!.replace(/^.*print/, "print");

describe("dependencies are listed from", () => {
  test("pyproject.toml, with an extra and those that it asks for of its own project", () => {
    const text =
      '[project]\nname = "shop"\ndependencies = ["a"]\n[project.optional-dependencies]\nweb = ["b"]\ntest = ["c", "shop[web]"]\ndev = ["shop[test]", "d"]\n';
    const [step] = stepsOf({ "pyproject.toml": text }).development;
    expect(step).toContain(
      'for e in ["dev","test","web"] for r in p["optional-dependencies"][e] if not r.startswith(p["name"] + "[")',
    );
  });

  test("setup.py, where it holds them itself", () => {
    const setup =
      'setup(\n  install_requires=[\n    "requests[socks]>=2",  # "no"\n    \'six\',\n  ],\n)';
    expect(listed({ "setup.py": setup })).toContain('"install_requires"');
  });

  test("setup.cfg", () => {
    const cfg =
      "[metadata]\nname = a\n[options]\npackages = find:\ninstall_requires =\n    six\n    idna>=3\n[options.extras_require]\n";
    expect(listed({ "setup.cfg": cfg, "setup.py": "setup()" })).toBe(
      'print(c["options"]["install_requires"])\' >/tmp/requirements.txt',
    );
  });

  test("requirements.txt before all of them", () => {
    const files = {
      "setup.py": "setup(install_requires=['six'])",
      "requirements.txt": "six==1.17.0",
    };
    expect(listed(files)).toMatch(/requirement requirements\.txt$/);
  });
});
