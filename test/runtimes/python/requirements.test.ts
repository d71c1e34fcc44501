import { describe, expect, test } from "vitest";
import { filesIn } from "../../../src/model/snapshot.ts";
import { findRequirements } from "../../../src/runtimes/python/requirements.ts";
import { snapshotOf, type Files } from "../../support/specs.ts";
import { ofPython, told } from "../../support/toolchains.ts";

const found = (files: Files) =>
  findRequirements(filesIn(snapshotOf(files), "."));

describe("the requirements files", () => {
  test.each<[string, Files, string | null, string | null]>([
    ["none", {}, null, null],
    ["one", { "requirements.txt": "" }, "requirements.txt", null],
    [
      "a development one beside it",
      { "requirements.txt": "", "requirements-dev.txt": "" },
      "requirements.txt",
      "requirements-dev.txt",
    ],
    [
      "a development one with a _",
      { "requirements.txt": "", "requirements_dev.txt": "" },
      "requirements.txt",
      "requirements_dev.txt",
    ],
    [
      "a folder of them",
      { "requirements/base.txt": "", "requirements/dev.txt": "" },
      "requirements/base.txt",
      "requirements/dev.txt",
    ],
    [
      "production before base",
      { "requirements/base.txt": "", "requirements/production.txt": "" },
      "requirements/production.txt",
      null,
    ],
    ["another folder's", { "other/requirements.txt": "" }, null, null],
  ])("are %s", (_, files, production, development) => {
    expect(found(files)).toMatchObject({ production, development });
  });
});

describe("what a requirements file names", () => {
  const named = (text: string, others: Files = {}) =>
    found({ "requirements.txt": text, ...others }).productionFiles;

  test.each<[string, string, Files, string[]]>([
    [
      "with -r",
      "-r base.txt\n",
      { "base.txt": "" },
      ["base.txt", "requirements.txt"],
    ],
    [
      "with -r, without a blank",
      "-rbase.txt\n",
      { "base.txt": "" },
      ["base.txt", "requirements.txt"],
    ],
    [
      "with -c",
      "  -c constraints.txt",
      { "constraints.txt": "" },
      ["constraints.txt", "requirements.txt"],
    ],
    [
      "in long",
      "--requirement=base.txt\n--constraint c.txt",
      { "base.txt": "", "c.txt": "" },
      ["base.txt", "c.txt", "requirements.txt"],
    ],
    [
      "through another one",
      "-r a.txt",
      { "a.txt": "-r b.txt", "b.txt": "" },
      ["a.txt", "b.txt", "requirements.txt"],
    ],
    [
      "in a circle",
      "-r a.txt",
      { "a.txt": "-r requirements.txt" },
      ["a.txt", "requirements.txt"],
    ],
    ["at an address", "-c https://example.org/c.txt", {}, ["requirements.txt"]],
    ["that is not there", "-r gone.txt", {}, ["requirements.txt"]],
    ["in a comment", "# -r base.txt", { "base.txt": "" }, ["requirements.txt"]],
  ])("%s is part of it", (_, text, others, expected) => {
    expect(named(text, others)).toEqual(expected);
  });

  test("is seen from its own folder", () => {
    const files = {
      "requirements/production.txt": "-r base.txt\n-c ../constraints.txt",
      "requirements/base.txt": "",
      "constraints.txt": "",
    };
    expect(found(files).productionFiles).toEqual([
      "constraints.txt",
      "requirements/base.txt",
      "requirements/production.txt",
    ]);
  });
});

describe("whether every package is held to one version", () => {
  test.each([
    ["flask==3.1.0", true],
    ["flask == 3.1.0  # the web", true],
    ["flask===3.1.0", true],
    ["flask[async]==3.1.0; python_version > '3.8'", true],
    ["flask==3.1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01", true],
    ["flask @ https://example.org/flask.whl", true],
    ["# nothing\n\n--index-url https://example.org", true],
    ["", true],
    ["flask", false],
    ["flask>=3", false],
    ["flask~=3.1", false],
    ["flask==3.*", false],
    ["flask==3.1.0\r\njinja2\r\n", false],
  ])("%j: %s", (text, expected) => {
    expect(found({ "requirements.txt": text }).isPinned).toBe(expected);
  });
});

describe("a file that is named", () => {
  const problemsOf = (files: Files) =>
    told(ofPython({ "main.py": "", ...files })).problems;

  test("and is not there is told", () => {
    expect(problemsOf({ "requirements.txt": "-r requirements/a.txt" })).toEqual(
      [
        "runtime.python: requirements.txt names requirements/a.txt, which is not in the context",
      ],
    );
    expect(
      problemsOf({ "requirements.txt": "-c ../c.txt", "c.txt": "" }),
    ).toEqual([
      "runtime.python: requirements.txt names ../c.txt, which is not in the context",
    ]);
  });

  test.each(["https://example.org/c.txt", "${FOLDER}/c.txt"])(
    "may be %s",
    (named) => {
      expect(problemsOf({ "requirements.txt": `-c ${named}` })).toEqual([]);
    },
  );

  test("is mounted, whatever its name", () => {
    const snapshot = snapshotOf({ "requirements.txt": "-r deploy.txt" });
    const { productionFiles } = findRequirements(
      filesIn({ ...snapshot, paths: ["deploy.txt", ...snapshot.paths] }, "."),
    );
    expect(productionFiles).toEqual(["deploy.txt", "requirements.txt"]);
  });
});

describe("requirements that are held by hashes", () => {
  const HASHED = "flask==3.1.0 \\\n    --hash=sha256:00\n";
  const isApart = (production: string, development: string) =>
    ofPython({
      "requirements.txt": production,
      "requirements-dev.txt": development,
    }).toolchain.installsApart;

  test("are installed apart from those that are not", () => {
    expect(isApart(HASHED, "pytest==8.0.0")).toBe(true);
    expect(isApart("flask==3.1.0", HASHED)).toBe(true);
    expect(isApart(HASHED, HASHED)).toBe(false);
    expect(isApart("flask==3.1.0", "pytest==8.0.0")).toBe(false);
  });
});

describe("a requirement that is a folder of the project", () => {
  test.each([
    "-e git+https://example.org/b.git@1a2b#egg=b",
    "--editable=git+ssh://git@example.org/b.git",
  ])("is not one at an address: %s", (line) => {
    const files = { "main.py": "", "requirements.txt": line };
    expect(told(ofPython(files)).problems).toEqual([]);
  });

  test.each(["-e .", "--editable=./lib", ".", ".[dev]", "./lib", "../lib"])(
    "is told: %s",
    (line) => {
      const files = {
        "main.py": "",
        "requirements.txt": `flask==3.1.0\n${line}\n`,
      };
      const { problems } = told(ofPython(files));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(JSON.stringify(line));
    },
  );
});
