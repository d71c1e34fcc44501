import fc from "fast-check";
import { expect, test } from "vitest";
import { detect } from "../../src/detect/detect.ts";
import { toSpec } from "../../src/detect/to-spec.ts";
import { parseSpec } from "../../src/spec/parse-spec.ts";
import { hostileText } from "../support/arbitrary/hostile.ts";
import { refusals, snapshotOf } from "../support/specs.ts";

/** Files that detection looks at, and some that it finds by their endings. */
const NAMES =
  "package.json package-lock.json pnpm-lock.yaml pnpm-workspace.yaml yarn.lock tsconfig.json .nvmrc prisma/schema.prisma vite.config.ts pyproject.toml uv.lock requirements.txt requirements/dev.txt Pipfile poetry.lock .python-version manage.py main.py tasks.py app/main.py src/shop/__main__.py server.js index.ts src/server.ts .env .env.example Procfile Dockerfile compose.yaml go.mod runtime.txt setup.py api/package.json api/server.js api/requirements.txt api/app.py".split(
    " ",
  );

/** What means something to detection, as whole lines. */
const LINES = [
  "app = FastAPI()",
  "app = Flask(__name__)",
  "def create_app() -> FastAPI:",
  "def create_app(name):",
  "    return Flask(name)",
  "app = create_app()",
  "demo.launch()",
  "HERE = Path(__file__).resolve().parent.parent",
  'open(HERE / "logs" / f"{day}.txt", "w")',
  'open("/data/../x/y", "w")',
  'place = "a//b/./c"',
  "os.makedirs(place)",
  'df.to_csv("Out/x.csv")',
  "import cv2, nothing_known",
  "queue = Queue('x')",
  "python-3.99",
  'app = Celery("x", broker="redis://x")',
  "app.conf.beat_schedule = {}",
  "import streamlit as st",
  '@app.get("/health")',
  'if __name__ == "__main__":',
  '    "mcp": "shop.__main__",',
  '    "api": "app.main",',
  "PORT = 99999",
  "port = 0",
  'os.environ["A_SECRET"]',
  'os.environ["DATABASE_URL"]',
  'os.getenv("REDIS_HOST")',
  'open("a b/$x/../y", "w")',
  'os.makedirs("app")',
  'os.makedirs("data/x")',
  'os.makedirs("Data")',
  'sqlite:///./x.db"',
  "fastapi[standard]",
  "flask",
  "celery[redis]",
  "streamlit",
  "psycopg2",
  "x @ git+https://x",
  "app.listen(process.env.PORT)",
  "app.listen(3000, 'localhost')",
  "multer({ dest: '/app/uploads' })",
  "@Controller('x')",
  "@Get()",
  "PORT=80",
  "DATABASE_URL=postgres://u:p@h/d",
  "EXPOSE 70000",
  "image: postgres:15",
  "web: gunicorn x:y --bind :$PORT",
  "_-x: node 'a b'",
  "[project]",
  'name = "-x_.Y"',
  'requires-python = ">=3.99"',
  'dependencies = ["fastapi", "uvicorn"]',
  "[tool.uv.workspace]",
  "[build-system]",
  "packages:",
  '  provider = "postgresql"',
  'DJANGO_SETTINGS_MODULE", "shop.settings"',
];

const words = fc.constantFrom(
  ..."node tsx nest vite next src/server.ts server.js dist/main && --port 3000 -p A=b npm run dev start ' | $PORT".split(
    " ",
  ),
);

const packageJson = fc
  .record(
    {
      name: hostileText,
      main: fc.constantFrom("server.js", "gone.js", "../x"),
      engines: fc.record({ node: fc.constantFrom(">=99", "18", "x", ">=20") }),
      packageManager: fc.constantFrom("yarn@4.0.0", "pnpm@9.1.0", "npm@10.0.0"),
      workspaces: fc.constant(["*"]),
      scripts: fc.dictionary(
        fc.constantFrom("start", "dev", "build", "worker", "start:prod"),
        fc.array(words, { maxLength: 5 }).map((each) => each.join(" ")),
      ),
      dependencies: fc.dictionary(
        fc.constantFrom("express", "next", "vite", "pg", "mysql2", "fastify"),
        fc.constantFrom("1", "github:a/b"),
      ),
    },
    { requiredKeys: [] },
  )
  .map((manifest) => JSON.stringify(manifest, null, 2));

const text = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...LINES), hostileText), { maxLength: 8 })
    .map((lines) => lines.join("\n")),
  packageJson,
);

/** Projects that run, for the rest to be put into. */
const BASES = [
  {},
  { "requirements.txt": "flask\n", "app.py": "app = Flask(__name__)\n" },
  { "package.json": '{ "main": "server.js" }', "server.js": "" },
  { "pyproject.toml": '[project]\nname = "x"\n', "main.py": "", "uv.lock": "" },
  {
    "api/package.json": '{ "scripts": { "start": "node server.js" } }',
    "api/server.js": "app.listen(3000)",
  },
];

const others = fc.dictionary(
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...NAMES) },
    {
      weight: 1,
      arbitrary: hostileText.filter(
        (path) => path !== "" && !path.includes("\0"),
      ),
    },
  ),
  text,
  { maxKeys: 8, noNullPrototype: true },
);

const project = fc
  .tuple(fc.constantFrom(...BASES), others, fc.array(fc.constantFrom(...LINES)))
  .map(([base, more, lines]): Record<string, string> => {
    const files: Record<string, string> = { ...base, ...more };
    const code = Object.keys(base).find((path) => /\.(?:py|js)$/.test(path));
    if (code !== undefined) files[code] += `\n${lines.join("\n")}\n`;
    return files;
  });

test("no project makes detection fail, nor its spec one that is refused", () => {
  fc.assert(
    fc.property(project, hostileText, (files, folder) => {
      const snapshot = snapshotOf(files);
      const detection = detect(snapshot, folder);
      expect(detect(snapshot, folder)).toEqual(detection);
      expect(JSON.parse(JSON.stringify(detection))).toEqual(detection);
      const spec = toSpec(detection);
      if (spec === null) {
        const kinds = detection.findings.map(({ kind }) => kind);
        expect(kinds).toContain("problem");
        return;
      }
      expect(parseSpec(spec).problems).toEqual([]);
      expect(refusals(spec, files)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("every finding that names a line names one that is there", () => {
  fc.assert(
    fc.property(project, (files) => {
      for (const { file, line } of detect(snapshotOf(files)).findings) {
        if (file === null) continue;
        expect(Object.keys(files)).toContain(file);
        const lines = files[file]!.split("\n").length;
        if (line !== null) expect(line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 200 },
  );
});
