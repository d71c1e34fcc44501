import { describe, expect, test } from "vitest";
import { detected, nodeProject } from "../support/detection.ts";

const python = (code: string) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": "flask==3.1.0\n",
    "app.py": `app = Flask(__name__)\n${code}\n`,
  });

const node = (code: string, file = "index.js") =>
  detected(
    nodeProject(
      ["express"],
      { start: `node ${file}` },
      { [file]: `${code}\napp.listen(3000);` },
    ),
  );

const pathsOf = ({ spec }: ReturnType<typeof detected>) =>
  Object.values(spec!.images!)[0]!.directories?.map((each) =>
    typeof each === "string" ? each : each.path,
  );

describe("a folder that is made is found", () => {
  test.each([
    'mkdirSync(path.join(__dirname, "uploads"), { recursive: true });',
    'const dir = path.join(__dirname, "uploads");\nfs.mkdirSync(dir);',
    "const dir = './uploads';\nawait mkdir(dir, { recursive: true });",
    'const dir = path.join(process.cwd(), "uploads");\nmkdirSync(dir);',
    'mkdirSync(resolve("uploads"));',
    "multer({ dest: path.join(__dirname, 'uploads') });",
  ])("in Node: %s", (code) => {
    const found = node(code);
    expect(found.refused).toEqual([]);
    expect(pathsOf(found)).toEqual(["uploads"]);
  });

  test.each([
    'OUT = Path("uploads")\nOUT.mkdir(exist_ok=True)',
    'OUT = "uploads"\nos.makedirs(OUT, exist_ok=True)',
    'place = os.path.join(os.path.dirname(__file__), "uploads")\nos.makedirs(place)',
    'place = BASE_DIR / "uploads"\nplace.mkdir(parents=True)',
    'place = Path(__file__).parent / "uploads"\nplace.mkdir()',
    'os.makedirs(os.path.join(os.path.dirname(os.path.abspath(__file__)), "uploads"))',
  ])("in Python: %s", (code) => {
    const found = python(code);
    expect(found.refused).toEqual([]);
    expect(pathsOf(found)).toEqual(["uploads"]);
  });
});

test("a folder is seen from the file that is joined to its own", () => {
  const found = node(
    'mkdirSync(path.join(__dirname, "../uploads"));',
    "lib/index.js",
  );
  expect(pathsOf(found)).toEqual(["uploads"]);
});

test.each([
  'const name = "uploads";\nmkdirSync(other);',
  'const name = "uploads";\nmkdirSync(name.length);',
  'app.use(express.static(path.join(__dirname, "public")));',
])("what is not made is no folder of its own: %s", (code) => {
  expect(pathsOf(node(code))).toBeUndefined();
});
