import { describe, expect, test } from "vitest";
import { UV_WORKSPACE } from "../../support/monorepo.ts";
import { compiled, sourceOf, withSpec } from "../../support/specs.ts";
import { ofPython } from "../../support/toolchains.ts";

describe("packages of development alone", () => {
  const of = (files: Record<string, string>) =>
    ofPython(files).toolchain.developmentPackages.toSorted();

  test("are those of uv's groups, that production does not ask for too", () => {
    const pyproject =
      '[project]\nname = "a"\ndependencies = ["Flask", "rich>=1"]\n[project.optional-dependencies]\nfast = ["orjson"]\n[dependency-groups]\ndev = ["PyTest_Cov>=5", "rich", { include-group = "lint" }]\nlint = ["ruff", "orjson"]\n[tool.uv]\ndev-dependencies = ["mypy"]\n';
    expect(
      of({ "pyproject.toml": pyproject, "uv.lock": "", "main.py": "" }),
    ).toEqual(["mypy", "pytest-cov", "ruff"]);
  });

  const ofPyproject = (...text: readonly string[]) =>
    of({ "pyproject.toml": text.join("\n"), "uv.lock": "", "main.py": "" });

  test("are those of groups that the groups of development include", () => {
    expect(
      ofPyproject(
        ...["[dependency-groups]", 'Dev = [{ include-group = "QA_tools" }]'],
        'qa-tools = ["Black", { include-group = "dev" }, { include-group = "x" }]',
        'server = ["gunicorn"]',
      ),
    ).toEqual(["black"]);
  });

  test("are those of groups that uv installs by itself, unless production does too", () => {
    const groups = [
      ...["[dependency-groups]", 'dev = ["pytest"]', 'lint = ["ruff"]'],
      ...['server = ["gunicorn"]', 'tools = ["ipython"]', "[tool.uv]"],
    ];
    const asked = (value: string) =>
      ofPyproject(...groups, `default-groups = ${value}`);
    expect(asked('["dev", "server"]')).toEqual(["pytest", "ruff"]);
    expect(asked('"all"')).toEqual(["pytest", "ruff"]);
  });

  test.each(["dev", "Development", "test", "tests", "lint", "typing", "docs"])(
    "are those of the extra %s, without the project itself",
    (extra) => {
      expect(
        ofPyproject(
          ...["[project]", 'name = "My.App"', 'dependencies = ["flask"]'],
          "[project.optional-dependencies]",
          `${extra} = ["PyTest", "flask", "my_app[fast]"]`,
          'fast = ["orjson"]',
        ),
      ).toEqual(["pytest"]);
    },
  );

  test.each(["contest", "devices", "test-client", "latest", "fast"])(
    "are none of the extra %s",
    (extra) => {
      const extras = "[project.optional-dependencies]";
      expect(ofPyproject(extras, `${extra} = ["orjson"]`)).toEqual([]);
    },
  );

  test("are those of requirements for development, and of what they name", () => {
    expect(
      of({
        "requirements.txt": "flask==3.1.0\nclick==8\n",
        "requirements-dev.txt":
          "-r requirements.txt\n-r lint.txt\npytest[x]==8 # why\nclick==8\n",
        "lint.txt": "ruff==0.9\n",
        "main.py": "",
      }),
    ).toEqual(["pytest", "ruff"]);
  });

  test("are those of the members that an image takes", () => {
    const { toolchain } = ofPython(UV_WORKSPACE, { workspace: "apps/api" });
    expect(toolchain.developmentPackages.toSorted()).toEqual([
      "pytest",
      "testkit",
    ]);
    const worker = ofPython(UV_WORKSPACE, { workspace: "apps/worker" });
    expect(worker.toolchain.developmentPackages).toEqual([]);
  });

  test("are none where nothing asks for any", () => {
    expect(of({ "requirements.txt": "flask==3\n", "main.py": "" })).toEqual([]);
  });
});

describe("groups that uv installs by itself", () => {
  const PYPROJECT = [
    ...["[project]", 'name = "a"', "[dependency-groups]", 'dev = ["pytest"]'],
    ...['LINT = ["ruff"]', 'test = ["x"]', 'server = ["gunicorn"]'],
    "[tool.uv]",
  ];
  const synced = (defaults: string) => {
    const files = {
      "pyproject.toml": [...PYPROJECT, defaults].join("\n"),
      ...{ "uv.lock": "", "main.py": "" },
    };
    const image = { runtime: { python: "3.13" } };
    const { files: made } = compiled(
      sourceOf(withSpec({ images: { web: image } })),
      files,
    );
    const { text } = made.find(({ path }) => path === "Dockerfile")!;
    return [...text.matchAll(/uv sync .*?(?= \\$|$)/gm)].map(([all]) => all);
  };

  const left = "uv sync --locked --no-install-project";

  test.each([
    ["", ""],
    ['default-groups = ["dev"]', ""],
    ['default-groups = ["dev", "server"]', ""],
    ['default-groups = ["Dev", "lint"]', " --no-group LINT"],
    ['default-groups = "all"', " --no-group LINT --no-group test"],
  ])(
    "are left out of production where they are for development: %j",
    (defaults, expected) => {
      expect(synced(defaults)).toEqual([
        `${left} --no-editable${expected}`,
        left,
      ]);
    },
  );
});
