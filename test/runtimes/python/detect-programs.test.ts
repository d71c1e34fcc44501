import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

describe("a program", () => {
  test("of one file with nothing to install runs and ends", () => {
    const { spec, refused, lines } = detected({
      "pyproject.toml":
        '[project]\nname = "hello"\nrequires-python = ">=3.12"\n',
      "uv.lock": "",
      "main.py":
        'print("hello")\n\nif __name__ == "__main__":\n    print("you")\n',
    });
    expect(refused).toEqual([]);
    expect(spec).toEqual({
      name: "hello",
      images: { app: { runtime: { python: null } } },
      services: {
        app: { image: "app", command: ["python", "main.py"], restart: "no" },
      },
    });
    expect(lines).toEqual([
      "service (certain) main.py:3 app: a program that ends, started by `python main.py`",
    ]);
  });

  test("that stays is started again", () => {
    const { services } = detected({
      "requirements.txt": "schedule==1.2\n",
      "main.py": "while True:\n    schedule.run_pending()\n",
    });
    expect(services.app).toEqual({
      image: "app",
      command: ["python", "main.py"],
    });
  });

  test("of several that could be meant is told with the others", () => {
    const MAIN = 'if __name__ == "__main__":\n    pass\n';
    const { services, lines, warnings } = detected({
      "requirements.txt": "",
      "sync.py": MAIN,
      "main.py": MAIN,
      "tools/report.py": MAIN,
    });
    expect(services.app!.command).toEqual(["python", "main.py"]);
    expect(lines[0]).toMatch(/^service \(likely\) main.py:1 /);
    expect(warnings).toContain(
      "`python main.py` is taken, and sync.py, tools/report.py can be started too; write another one's command where it is meant: command: [python, sync.py]",
    );
  });

  test("without a version named anywhere has one in the spec", () => {
    const { spec } = detected({ "requirements.txt": "", "main.py": "" });
    expect(spec!.images!.app!.runtime).toEqual({ python: "3.13" });
  });

  const PACKAGE =
    '[project]\nname = "tool"\nrequires-python = ">=3.12"\n[project.scripts]\ntool = "tool.cli:main"\n[build-system]\nrequires = ["hatchling"]\n';

  test("of a package is its module, else its script", () => {
    const files = {
      "pyproject.toml": PACKAGE,
      "uv.lock": "",
      "src/tool/cli.py": "",
    };
    expect(detected(files).services.app!.command).toEqual(["tool"]);
    const main = { ...files, "src/tool/__main__.py": "" };
    expect(detected(main).services.app!.command).toEqual([
      "python",
      "-m",
      "tool",
    ]);
    expect(detected(main).refused).toEqual([]);
  });

  test("that serves has its port, and is told when nobody can reach it", () => {
    const found = detected({
      "requirements.txt": "",
      "server.py": 'HTTPServer(("127.0.0.1", 8123), Handler).serve_forever()\n',
    });
    expect(found.services.web).toMatchObject({ ports: [8123] });
    expect(found.problems).toEqual([
      'the server listens on its own machine\'s address alone, which no published port reaches; write "0.0.0.0" instead of "127.0.0.1"',
    ]);
  });

  test.each([
    'ThreadingHTTPServer(("", 8123), Handler).serve_forever()\n',
    'socketserver.ThreadingTCPServer(("0.0.0.0", 8123), Handler)\n',
  ])("of the standard library has its port: %s", (code) => {
    const { services } = detected({ "requirements.txt": "", "main.py": code });
    expect(services.web!.ports).toEqual([8123]);
  });

  test("is not looked for in examples and scripts", () => {
    const found = detected({
      "requirements.txt": "",
      "examples/a/__main__.py": "",
      "scripts/main.py": 'if __name__ == "__main__":\n',
    });
    expect(found.spec).toBeNull();
  });

  test("is missing", () => {
    const found = detected({ "requirements.txt": "", "lib/a.py": "" });
    expect(found.spec).toBeNull();
    expect(found.problems).toEqual([
      "no Python program was found that could be started; write services.app.command, such as [python, -m, shop]",
    ]);
  });
});

describe("the version", () => {
  const at = (range: string) =>
    detected({
      "pyproject.toml": `[project]\nname = "x"\nrequires-python = "${range}"\n`,
      "uv.lock": "",
      "main.py": "",
    });

  test("out of care is taken where the project asks for one", () => {
    const { spec, refused, warnings } = at("==3.8.*");
    expect(refused).toEqual([]);
    expect(spec!.images!.app!.runtime).toEqual({ python: "3.8" });
    expect(warnings[0]).toMatch(
      /^no official image of Python fits requires-python = "==3.8.\*"; until then/,
    );
  });

  test.each([
    ["runtime.txt", "python-3.11.4\n"],
    [".tool-versions", "nodejs 22.1.0\npython 3.11.4\n"],
    ["Pipfile", '[requires]\npython_version = "3.11"\n'],
  ])(
    "of %s stands in the spec, since generating does not read it",
    (file, text) => {
      const found = detected({
        [file]: text,
        "requirements.txt": "",
        "main.py": "",
      });
      expect(found.refused).toEqual([]);
      expect(found.spec!.images!.app!.runtime).toEqual({ python: "3.11" });
      const [told] = found.detection.findings.filter(
        ({ kind }) => kind === "version",
      );
      expect(told).toMatchObject({ file, message: "Python 3.11" });
    },
  );

  test("of .python-version comes before that of another tool's file", () => {
    const { spec } = detected({
      ".python-version": "3.12\n",
      "runtime.txt": "python-3.11.4\n",
      "requirements.txt": "",
      "main.py": "",
    });
    expect(spec!.images!.app!.runtime).toEqual({ python: null });
  });

  test("that no image has is a problem", () => {
    const { spec, problems } = at(">=3.20");
    expect(spec).toBeNull();
    expect(problems).toHaveLength(1);
  });
});
