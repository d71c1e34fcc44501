import { describe, expect, test } from "vitest";
import { detected, LOCK, nodeProject } from "../support/detection.ts";

const directories = ({ spec }: ReturnType<typeof detected>) =>
  Object.values(spec!.images!)[0]!.directories;

const python = (lines: readonly string[], more = {}) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": "",
    "main.py": [...lines, "while True:", "    pass"].join("\n"),
    ...more,
  });

const node = (lines: readonly string[]) =>
  detected(
    nodeProject(
      ["express"],
      { start: "node server.js" },
      { "server.js": ["app.listen(3000);", ...lines].join("\n") },
    ),
  );

const THUMBS = [{ path: "uploads", subdirs: ["thumbs"], volume: "uploads" }];

describe("a folder in one that is written", () => {
  test.each<[string, ReturnType<typeof python>]>([
    [
      "by a Path",
      python([
        'UPLOAD_DIR = Path("uploads")',
        'make(settings.UPLOAD_DIR / "thumbs")',
      ]),
    ],
    [
      "by os.path.join",
      python(['UPLOADS = "uploads"', 'make(os.path.join(UPLOADS, "thumbs"))']),
    ],
    [
      "by a keyword's name, from another file",
      python(['Settings(uploads=Path(env.get("X_UPLOADS", "/app/uploads")))'], {
        "other.py":
          'UPLOADS = "/app/uploads"\nmake(settings.UPLOADS / "thumbs")\n',
      }),
    ],
    [
      "by join",
      node(['const UPLOADS = "uploads";', 'make(join(UPLOADS, "thumbs"));']),
    ],
    [
      "by a template",
      node(['const UPLOADS = "uploads";', "make(`${UPLOADS}/thumbs/${id}`);"]),
    ],
  ])("is found where it is joined: %s", (_, found) => {
    expect(found.refused).toEqual([]);
    expect(directories(found)).toEqual(THUMBS);
  });

  test("is none where it is opened, or has an ending", () => {
    const found = python([
      'DATA_DIR = Path("data")',
      'open(DATA_DIR / "lock")',
      '(DATA_DIR / "state").write_text("")',
      'use(DATA_DIR / "app.db")',
    ]);
    expect(directories(found)).toEqual([{ path: "data", volume: "data" }]);
  });
});

describe("a folder that a variable names", () => {
  test.each<[string, ReturnType<typeof python>]>([
    ["getenv", python(['NOTES = os.getenv("NOTES_DIR", "notes")'])],
    ["process.env", node(['use(process.env.NOTES_DIR ?? "./notes");'])],
    [
      "one of several taken out of process.env",
      node(["const { LEVEL = 'info', NOTES_DIR = 'notes' } = process.env;"]),
    ],
    [
      "one of several lines",
      node([
        "const {",
        "  LEVEL,",
        "  NOTES_DIR = 'notes',",
        "} = process.env;",
      ]),
    ],
    [
      "a database's file",
      node(["open(process.env.DB_PATH || 'notes/app.db');"]),
    ],
  ])("is written: %s", (_, found) => {
    expect(found.refused).toEqual([]);
    expect(directories(found)).toEqual([{ path: "notes", volume: "notes" }]);
  });

  test("is not, where it comes with the program or is a file that is read", () => {
    const found = node([
      'use(process.env.TEMPLATE_DIR ?? "templates");',
      'use(process.env.CONFIG_PATH ?? "settings.json");',
      'use(process.env.KEY_PATH ?? "keys/key.pem");',
    ]);
    expect(directories(found)).toBeUndefined();
    expect(found.problems).toEqual([]);
  });

  test("is a problem, where a database lies beside the program", () => {
    const { problems } = node(["open(process.env.DB_PATH || 'app.db');"]);
    expect(problems[0]).toMatch(/^a file is written beside the program/);
  });
});

test("what several services of an image write is one folder for them all", () => {
  const found = detected({
    ".python-version": "3.13\n",
    "requirements.txt": "flask==3.1.0\ncelery[redis]==5.5\n",
    "app.py": 'app = Flask(__name__)\nCACHE_DIR = "cache"\n',
    "celery_app.py": 'queue = Celery("x")\n',
  });
  expect(found.refused).toEqual([]);
  expect(directories(found)).toEqual([{ path: "cache", volume: "cache" }]);
});

test("a folder that comes with the program is no place for what it writes, but one in it is", () => {
  const found = detected({
    ...LOCK,
    ".nvmrc": "24\n",
    "package.json": { scripts: { start: "node index.js" } },
    "index.js":
      'const CACHE_DIR = "public";\nfs.mkdirSync("public/uploads");\napp.listen(3000);\n',
    "public/index.html": "",
  });
  expect(found.refused).toEqual([]);
  expect(directories(found)).toEqual([
    { path: "public/uploads", volume: "public-uploads" },
  ]);
  expect(found.warnings).toEqual([
    expect.stringMatching(/^public is written and comes with the program/),
  ]);
});
