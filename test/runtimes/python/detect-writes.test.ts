import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const program = (code: string, more = {}) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
    "app.py": `app = Flask(__name__)\n${code}\n`,
    ...more,
  });

const pathsOf = ({ spec }: ReturnType<typeof detected>) =>
  Object.values(spec!.images!)[0]!.directories?.map((each) =>
    typeof each === "string" ? each : each.path,
  );

describe("a folder that is written without being made", () => {
  test.each([
    'logging.basicConfig(level=logging.INFO, format="%(asctime)s", filename="out/app.log")',
    'logging.basicConfig(\n    level=logging.INFO,\n    filename="out/app.log",\n)',
    'h = logging.FileHandler("out/x.log")',
    'h = RotatingFileHandler(\n    "out/x.log", maxBytes=1,\n)',
    'LOGGING = {\n  "handlers": {\n    "file": {"class": "logging.FileHandler", "filename": "out/x.log"}}}',
    '"filename": os.path.join(BASE_DIR, "out", "x.log"),',
    '"filename": BASE_DIR / "out" / "x.log",',
    'logger.add("out/{time}.log", rotation="1 day")',
    'df.to_csv("out/x.csv", index=False)',
    'df.to_parquet(f"out/{day}.parquet")',
    'df.to_excel(OUT / "x.xlsx")\n',
    'plt.savefig("out/plot.png")',
    'image.save(f"out/{name}.png")',
    'joblib.dump(model, "out/model.joblib")',
    'shutil.copy(name, "out/")',
    'image.save("out/x.png", quality=90)',
    'open("out/x.txt", "w", encoding="utf-8")',
    'open("out/x.txt", encoding="utf-8", mode="a")',
    'open(f"out/{d[\'day\']}.txt", "wb")',
    'Path("out/x").write_text("")',
    'Path("out", "x.txt").write_text("")',
    '(Path("out") / "x.txt").write_text("")',
    '(OUT / f"{day}.json").open("w")',
    'sqlite3.connect("out/x.db")',
    'create_engine("sqlite:///out/app.db")',
    'create_engine("sqlite+aiosqlite:///./out/app.db")',
    'create_engine("sqlite:////app/out/app.db")',
    'URI = "sqlite:///" + os.path.join(OUT, "app.db")',
    'open("/app/out/x.txt", "w")',
    'open(os.path.join(os.path.dirname(__file__), "out", "x"), "w")',
    'chromadb.PersistentClient(path="./out")',
  ])("is found: %s", (code) => {
    const found = program(`OUT = Path("out")\n${code}`);
    expect(found.refused).toEqual([]);
    expect(pathsOf(found)).toEqual(["out"]);
  });

  test.each([
    'LOG = "out/app.log"\nlogging.basicConfig(filename=LOG)',
    'folder = "out"\npath = os.path.join(folder, name)\nopen(path, "w")',
    'here = os.path.abspath(os.path.dirname(__file__))\nopen(os.path.join(here, "out", "x"), "w")',
    'HERE = Path(__file__).resolve().parent\n(HERE / "out" / "x").write_text("")',
    'target = Path("out/x.txt")\ntarget.parent.mkdir(parents=True)\ntarget.write_text("")',
    'FILE = "out/x.txt"\nos.makedirs(os.path.dirname(FILE), exist_ok=True)',
    'folder = "out"\nopen(folder + "/x.txt", "w")',
    'folder = "out/"\nopen(folder + name, "w")',
    'app.config["UPLOAD_FOLDER"] = "out"\nf.save(os.path.join(app.config["UPLOAD_FOLDER"], secure_filename(f.filename)))',
    'folder = os.getenv("WHERE", "out")\nopen(os.path.join(folder, "x"), "w")',
  ])("is found behind the names that it got: %s", (code) => {
    expect(pathsOf(program(code))).toEqual(["out"]);
  });

  test("is found by the name of a constant of another file", () => {
    const found = program(
      'from config import settings\nopen(settings.PLACE / "x.txt", "w")',
      { "config.py": 'PLACE = Path("out")\n' },
    );
    expect(pathsOf(found)).toEqual(["out"]);
  });

  test.each(['Path("out")', 'Field("out", alias="x")', '"out"'])(
    "is found by a field of the settings: %s",
    (value) => {
      const code = `class Settings(BaseSettings):\n    export_dir: Path = ${value}`;
      expect(pathsOf(program(code))).toEqual(["out"]);
    },
  );

  test("of Flask-SQLAlchemy is the instance folder's", () => {
    const found = program('URI = "sqlite:///app.db"', {
      "requirements.txt": "flask==3.1.0\nflask-sqlalchemy==3.1.1\n",
    });
    expect(pathsOf(found)).toEqual(["instance"]);
    expect(found.problems).toEqual([]);
  });
});

describe("no folder", () => {
  test.each([
    'DATA = "loading"',
    'CACHE = "redis"',
    'STORAGE = os.getenv("STORAGE", "s3")',
    'open("in/x.txt")',
    'open("in/x.txt", encoding="ascii")',
    'open(f"{name}.txt", "w")',
    'path = "in/x.txt"\npath = other()\nopen(path, "w")',
    'path = "in/x.txt"\ndef save(path):\n    open(path, "w")',
    'form.save("name")',
    '"-".join("in/x")',
    '{"filename": "in/picture.png"}',
    '{"filename": "blog.html"}',
    'default_storage.save("in/x.png", content)',
    'self.image.save("x.png", ContentFile(b""))',
    'shutil.move(name, "in")',
    'OUTPUT = "text/plain"',
    'BASE_PATH = os.getenv("BASE_PATH", "/api/v1")',
    'open("../in/x.txt", "w")',
    'open("/tmp/in/x.txt", "w")',
  ])("comes of %s", (code) => {
    const found = program(code);
    expect(pathsOf(found)).toBeUndefined();
    expect(found.problems).toEqual([]);
  });
});

test("a bare word is a folder where it is used as one", () => {
  const code = 'DATA = "things"\nuse(os.path.join(DATA, "x.csv"))';
  expect(pathsOf(program(code))).toEqual(["things"]);
});

test.each([
  'open("/data/notes/x.txt", "w")',
  'PLACE = Path("/data/notes")\n(PLACE / "x.txt").write_text("")',
  'NOTES_DIR = os.getenv("NOTES_DIR", "/data/notes")',
  'create_engine("sqlite:////data/notes/app.db")',
])("a folder outside the project is told of: %s", (code) => {
  const found = program(code);
  expect(pathsOf(found)).toBeUndefined();
  expect(found.warnings).toContain(
    "/data/notes is written, which lies outside of /app; name it, so that the container may write there: directories: [{ path: /data/notes, volume: notes }]",
  );
});
