import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const PINNED = "3.13\n";

describe("what is installed", () => {
  const PROGRAM = { ".python-version": PINNED, "main.py": "" };

  test.each<[string, Record<string, string>]>([
    [
      "a requirement",
      { "requirements.txt": "lib @ git+https://github.com/a/b\n" },
    ],
    ["a link", { "requirements.txt": "git+https://github.com/a/b#egg=lib\n" }],
    [
      "a source of uv's",
      {
        "pyproject.toml":
          '[project]\nname = "x"\ndependencies = ["lib"]\n[tool.uv.sources]\nlib = { git = "https://github.com/a/b" }\n',
      },
    ],
  ])("from a Git repository needs git: %s", (_, files) => {
    const { spec, lines, refused } = detected({ ...PROGRAM, ...files });
    expect(refused).toEqual([]);
    expect(spec!.images!.app!.packages).toEqual({
      build: ["git", "ca-certificates"],
    });
    expect(lines.join()).toMatch(
      /package \(certain\) \S+:\d lib is installed from a Git repository, so git has to be in packages.build/,
    );
  });

  test.each([
    [
      "psycopg2==2.9",
      { build: ["gcc", "libc6-dev", "libpq-dev"], runtime: ["libpq5"] },
    ],
    ["psycopg==3.2", { runtime: ["libpq5"] }],
    ["psycopg[binary]==3.2", undefined],
    ["psycopg2-binary==2.9", undefined],
    ["opencv-python==4.10", { runtime: ["libgl1", "libglib2.0-0"] }],
    ["opencv-python-headless==4.10", undefined],
    ["pytesseract==0.3", { runtime: ["tesseract-ocr"] }],
    ["pdf2image==1.17", { runtime: ["poppler-utils"] }],
    ["pydub==0.25", { runtime: ["ffmpeg"] }],
    ["python-magic==0.4", { runtime: ["libmagic1"] }],
    ["uWSGI==2.0", { build: ["gcc", "libc6-dev"] }],
  ])("needs packages of the distribution: %s", (line, packages) => {
    const { spec } = detected({ ...PROGRAM, "requirements.txt": `${line}\n` });
    expect(spec!.images!.app!.packages).toEqual(packages);
  });

  test("are told with the line that names what needs them", () => {
    const { lines } = detected({
      ...PROGRAM,
      "requirements.txt": "flask==3\nweasyprint==63\n",
    });
    expect(lines).toContain(
      "package (likely) requirements.txt:2 weasyprint needs packages of the distribution: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0",
    );
  });

  test.each([
    ["poetry.lock", "Poetry"],
    ["Pipfile", "Pipenv"],
  ])("by somebody else is a problem, told once: %s", (file, title) => {
    const manifest = "[tool.poetry.dependencies]\nflask = '*'\n";
    const { problems } = detected({
      ...PROGRAM,
      ...(title === "Poetry" && { "pyproject.toml": manifest }),
      [file]: "",
    });
    expect(problems).toEqual([
      `the project is installed by ${title}, which is not supported; run \`uvx migrate-to-uv\` and commit uv.lock, or write a requirements.txt`,
    ]);
  });

  test("from two lockfiles: one is taken", () => {
    const files = {
      ...PROGRAM,
      "pyproject.toml": '[project]\nname = "x"\n',
      "requirements.txt": "a==1\n",
      "uv.lock": "",
    };
    expect(detected(files).warnings).toEqual([
      "uv.lock and requirements.txt are both there; uv is taken, since a lockfile says more than a list; take requirements.txt out, or write packageManager: pip in the spec",
    ]);
  });

  test("without a lockfile: the command to run", () => {
    const files = { ...PROGRAM, "pyproject.toml": '[project]\nname = "x"\n' };
    expect(detected(files).warnings).toEqual([
      "there is no uv.lock, so each build may install other versions; run `uv lock`, commit uv.lock and generate again",
    ]);
  });
});

test("what is written is a directory, with a volume unless it comes and goes", () => {
  const { spec, refused } = detected({
    ".python-version": PINNED,
    "requirements.txt": "",
    "main.py": [
      'open("out/report.txt", "w")',
      'open("in/data.txt")',
      'os.makedirs("uploads/thumbs", exist_ok=True)',
      'os.makedirs("uploads")',
      'CACHE_DIR = Path("cache")',
      'engine = create_engine("sqlite:///data/app.db")',
      'RotatingFileHandler("logs/app.log")',
      'PGDATABASE = "shop"',
    ].join("\n"),
  });
  expect(refused).toEqual([]);
  expect(spec!.images!.app!.directories).toEqual([
    { path: "out", volume: "out" },
    "logs",
    { path: "uploads", subdirs: ["thumbs"], volume: "uploads" },
    { path: "data", volume: "data" },
    "cache",
  ]);
});

test("a directory that holds code is a problem", () => {
  const found = detected({
    "requirements.txt": "",
    "app/main.py":
      'if __name__ == "__main__":\n    open("app/state.json", "w")\n',
  });
  expect(found.spec!.images!.app!.directories).toBeUndefined();
  expect(found.problems[0]).toMatch(/^app is written and holds code/);
});
