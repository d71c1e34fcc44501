import { describe, expect, test } from "vitest";
import { pythonEvidence } from "../../../src/runtimes/python/evidence.ts";
import { INSTALLING, reachedBy, runsOf } from "../../support/example-steps.ts";
import { docstringOf, PYTHON_PROGRAM, ranAs } from "../../support/traced.ts";

const WORD = "word-0123abcd";
const SAYS = 'import sys\nsys.stderr.write("own\\n")\n';
const FUTURE = "from __future__ import annotations\n";

const FILES: readonly [what: string, text: string][] = [
  ["a statement", SAYS],
  ["#! and coding", `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n${SAYS}`],
  ["coding of another kind", `# coding: latin-1\n${SAYS}`],
  ["a docstring", `"""What it does."""\n${SAYS}`],
  ["a docstring of many lines", `"""What it does.\n\nMore.\n"""\n\n${SAYS}`],
  ["a docstring in single quotes", `'What it does.'\n${SAYS}`],
  ["a docstring in three single quotes", `'''What\nit does.'''\n${SAYS}`],
  ["a raw docstring", `r"""What \\d does."""\n${SAYS}`],
  ["a docstring with quotes in it", `"""A "word" \\""" more"""\n${SAYS}`],
  ["a docstring in two parts", `"One " 'two.'\n${SAYS}`],
  ["an empty docstring", `""\n${SAYS}`],
  [
    "a docstring with a comment behind it, and others further down",
    `"""One line."""  # noqa: D400\n${FUTURE}def a():\n    """Two\n\n    lines.\n    """\n${SAYS}`,
  ],
  ["no docstring, but a text", `"a b".split()\n${SAYS}x = "c"\n`],
  ["a text in parentheses", `x = (\n  "a"\n)\n${SAYS}`],
  ["an import from the future", `${FUTURE}${SAYS}`],
  [
    "imports from the future, all kinds",
    `#!/usr/bin/python3\n"""Doc."""\n\n# why\nfrom __future__ import (annotations, # (one)\n  division)\n\n${FUTURE.trim()} # (two)\nfrom __future__ import generators, \\\n  nested_scopes\nfrom __future__ import print_function; import os\n${SAYS}`,
  ],
  ["a docstring before the future", `"""Doc."""\n${FUTURE}${SAYS}`],
  [
    "main at its end",
    `${SAYS}def main():\n    sys.exit(0)\n\nif __name__ == "__main__":\n    main()\n`,
  ],
  ["no line end", SAYS.trimEnd()],
  ["blank lines in front", `\n\n  \n# a\n\n${SAYS}`],
];

describe("a traced Python file", () => {
  const variants = FILES.flatMap(([what, text]): [string, string][] => [
    [what, text],
    [`${what}, with Windows' line ends`, text.replaceAll("\n", "\r\n")],
    [`${what}, behind a byte order mark`, `\uFEFF${text}`],
  ]).filter(([, text]) => !text.startsWith("\uFEFF#"));

  test.each(variants)("says the word first: %s", (_, text) => {
    const traced = pythonEvidence.trace(text, WORD);
    const { status, err } = ranAs(PYTHON_PROGRAM, "main.py", traced);
    expect({ status, err }).toEqual({ status: 0, err: `${WORD}\nown\n` });
    expect(docstringOf(traced)).toBe(docstringOf(text));
  });

  test.each([
    ["", null],
    ["\n", null],
    ["# nothing", null],
    ['"""Doc."""', "Doc."],
    ["'Doc.'", "Doc."],
    [FUTURE.trim(), null],
  ])("says it though there is nothing else: %j", (text, docstring) => {
    const traced = pythonEvidence.trace(text, WORD);
    const { status, err } = ranAs(PYTHON_PROGRAM, "main.py", traced);
    expect({ status, err }).toEqual({ status: 0, err: `${WORD}\n` });
    expect(docstringOf(traced)).toBe(docstring);
  });

  test("keeps the #! and the coding on the lines where they are read", () => {
    const text = `#!/usr/bin/python3\r\n# coding: utf-8\r\n${SAYS}`;
    expect(pythonEvidence.trace(text, WORD).split("\r\n", 2)).toEqual([
      "#!/usr/bin/python3",
      "# coding: utf-8",
    ]);
  });

  test("is ready at once, however long what stands at the top", () => {
    const start = Date.now();
    const filler = "\n# a comment\n\n   \n".repeat(2_000);
    const text = `"""Doc."""\n${filler}x = 1\n`;
    expect(pythonEvidence.trace(text, WORD)).toContain(WORD);
    expect(Date.now() - start).toBeLessThan(2_000);
  });
});

describe("a Python package", () => {
  const at = (name: string) =>
    `/app/.venv/lib/python3.13/site-packages/${name}/METADATA`;

  test.each([
    [at("flask-3.1.0.dist-info"), "flask"],
    [at("Ruamel.Yaml_Clib-0.2.8.dist-info"), "ruamel-yaml-clib"],
    [at("pytest-8.4.0rc1.dist-info"), "pytest"],
    [at("flask-3.1.0.dist-info").replace("METADATA", "RECORD"), null],
    [at("flask"), null],
    [at("flask-3.1.0.dist-info/licenses"), null],
    ["/app/src/METADATA", null],
  ])("%s is %s", (path, name) => {
    expect(pythonEvidence.packageOf(path)).toBe(name);
  });

  const METADATA = [
    "Metadata-Version: 2.4",
    "Name: Uvi_Corn",
    "Version: 0.35",
    'Requires-Dist: click (>=7.0) ; python_version >= "3.9"',
    "Requires-Dist: H11>=0.8",
    "Requires-Dist: typing_extensions",
    'Requires-Dist: httptools>=0.6; extra == "standard"',
    "Requires-Dist: watchfiles ; sys_platform != 'win32' and extra == 'standard'",
    'Requires-Dist: pytest; extra == "dev-tools"',
    "",
  ].join("\n");
  const ALONE = ["click", "h11", "typing-extensions"];
  const STANDARD = ["httptools", "watchfiles"];

  test.each<[string, string[]]>([
    ["", ALONE],
    ["uvi-corn==0.35", ALONE],
    ["uvi-corn[standard]==0.35", [...ALONE, ...STANDARD]],
    ["UVI.CORN [ standard ]>=0.3", [...ALONE, ...STANDARD]],
    ["uvi_corn[dev_tools,Standard]", [...ALONE, ...STANDARD, "pytest"]],
    ["uvi_corn[Dev.Tools]", [...ALONE, "pytest"]],
    ["uvi-corn[standard-more]", ALONE],
    ["my-uvi-corn[standard]", ALONE],
    ["uvi-corn-more[standard]", ALONE],
    ["uvi-corn>=0.3 # not [standard]", ALONE],
  ])("requires an extra's packages when it is asked for: %j", (asked, all) => {
    const windows = METADATA.replaceAll("\n", "\r\n");
    for (const text of [METADATA, windows])
      expect(pythonEvidence.requires([text], [asked])).toEqual(all);
  });

  test("requires what another one asks for of it, and what that asks for in its turn", () => {
    const server =
      "Name: server\nRequires-Dist: middle[fast]\nRequires-Dist: never; extra == 'all'\n";
    const middle =
      "Name: middle\nRequires-Dist: uvi-corn[standard]; extra == 'fast'\nRequires-Dist: middle[fast]; extra == 'fast'\n";
    const all = pythonEvidence.requires([METADATA, middle, server], []);
    expect(all).toEqual(
      expect.arrayContaining(["middle", "uvi-corn", ...STANDARD]),
    );
    expect(all).not.toContain("never");
    expect(all).not.toContain("pytest");
  });

  test("requires nothing when it says nothing", () => {
    expect(pythonEvidence.requires([""], ["flask[x]"])).toEqual([]);
  });
});

describe("a step that installs", () => {
  const EXAMPLES = ["fastapi-pip", "thoth"];

  test.each(
    EXAMPLES.flatMap((example) => [
      [example, "development"],
      [example, "production"],
    ]),
  )("is seen in %s for %s, and no other step is", (example, target) => {
    const steps = runsOf(reachedBy(example!, target!));
    const seen = steps.filter((step) => pythonEvidence.installs.test(step));
    expect(seen).not.toEqual([]);
    const pattern = INSTALLING[example!]!;
    expect(seen).toEqual(steps.filter((step) => pattern.test(step)));
  });

  test.each([
    "uv pip install --no-deps --python /app/.venv --prefix /project .",
    "uv sync --locked",
    "pip install --no-deps --editable .",
    "python -m venv /app/.venv",
  ])("is not one that only takes in the project: %s", (command) => {
    expect(pythonEvidence.installs.test(`RUN ${command}`)).toBe(false);
  });

  test.each([
    "pip install -r requirements.txt",
    "pip install --no-deps -r requirements.txt",
    "pip3 install --requirement x.txt",
    "python -m pip install flask gunicorn",
    "pip --python /x install -r a.txt .",
    "pip install \\\n    -r requirements.txt",
    ...["uv pip install flask", "uv pip sync requirements.txt"],
    ...["uv sync --frozen --no-install-project", "x && pip install flask"],
  ])("is one that installs: %s", (command) => {
    expect(pythonEvidence.installs.test(`RUN ${command}`)).toBe(true);
  });

  test.each([
    ...["uv sync", "uv sync --locked", "uv sync --frozen --no-dev"],
    ...["pip install .", "pip install -e .", "pip install '.[web]'"],
  ])("may be one that installs what is missing: %s", (command) => {
    expect(pythonEvidence.completes!.test(`RUN ${command}`)).toBe(true);
    expect(pythonEvidence.installs.test(`RUN ${command}`)).toBe(false);
  });

  test.each([
    "pip install --no-deps --editable .",
    "uv pip install --no-deps --prefix /project .",
  ])("is none where it takes the project alone: %s", (command) => {
    expect(pythonEvidence.completes!.test(`RUN ${command}`)).toBe(false);
  });
});
