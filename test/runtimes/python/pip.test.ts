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
