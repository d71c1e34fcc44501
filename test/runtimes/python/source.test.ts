import { describe, expect, test } from "vitest";
import type { Files } from "../../support/specs.ts";
import { names, ofPython } from "../../support/toolchains.ts";

const PIP = { "requirements.txt": "flask==3.1.0" };

describe("the source", () => {
  test.each<[string, Files, string[], string[], string[]]>([
    [
      "a package's folder",
      { "app/main.py": "", "docs/conf.py": "" },
      [],
      ["app/"],
      [],
    ],
    [
      "a src folder",
      { "src/a/b.py": "", "tests/test_a.py": "" },
      [],
      ["src/"],
      ["tests/"],
    ],
    [
      "files at the top",
      { "main.py": "", "setup.py": "", "conftest.py": "", "noxfile.py": "" },
      [],
      ["main.py"],
      ["conftest.py"],
    ],
    [
      "data that the program reads",
      {
        "main.py": "",
        "templates/a.html": "",
        "static/a.css": "",
        "notes/a.md": "",
      },
      [],
      ["main.py", "static/", "templates/"],
      [],
    ],
    [
      "without what it writes",
      { "main.py": "", "cache/made.py": "" },
      ["cache"],
      ["main.py"],
      [],
    ],
    [
      "without what tools made",
      {
        "main.py": "",
        "build/a.py": "",
        ".venv/a.py": "",
        "__pycache__/a.py": "",
        "scripts/a.py": "",
      },
      [],
      ["main.py"],
      [],
    ],
    [
      "without names that no COPY takes",
      {
        "main.py": "",
        "$(x).py": "",
        "a b.py": "",
        "[a]/b.py": "",
        " c/d.py": "",
      },
      [],
      ["a b.py", "main.py"],
      [],
    ],
  ])("is %s", (_, files, written, source, tests) => {
    const { toolchain } = ofPython({ ...PIP, ...files }, {}, written);
    expect(names(toolchain.source)).toEqual(source);
    expect(names(toolchain.tests)).toEqual(tests);
  });

  test("is what the spec says", () => {
    const files = { ...PIP, "app/a.py": "", "lib/b.py": "", "run.py": "" };
    const parts = { source: ["lib", "run.py"], tests: ["app"] };
    const { toolchain } = ofPython(files, parts);
    expect(names(toolchain.source)).toEqual(["lib/", "run.py"]);
    expect(names(toolchain.tests)).toEqual(["app/"]);
  });
});
