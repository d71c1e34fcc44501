import { expect, test } from "vitest";
import { detect } from "../../src/detect/detect.ts";
import { snapshotOf } from "../support/specs.ts";

test.each([
  "def create_app(a=a a=a ",
  "def create_app(a: b = c, ",
  "app.get(",
  "process.env.PORT || ",
  "npm run a && ",
  "DATA = ",
  '"a" / ',
  '"a" + ',
  'open("a", ',
  'open("a", mode=',
  'join("a", b',
  'Path("a") / ',
  'f"{a}/',
  "{a}",
  "a.b.",
  "run(host=",
  'serve("a", ',
  'dirname("a"',
  "logging.basicConfig(filename=",
  "def create_app(a=(b), ",
  "../",
  "A=b ",
  "    ",
])("a long line of %j takes no time", (piece) => {
  const [first = ""] = piece.split(/(?<=\()/);
  const line = (first + piece.repeat(1000)).slice(0, 1990);
  const manifest = { scripts: { start: line }, dependencies: { express: "1" } };
  const files = {
    "requirements.txt": `flask\n${line}`,
    "main.py": line,
    "package.json": JSON.stringify(manifest),
    "server.js": line,
    "pyproject.toml": line,
    Procfile: `web: ${line}`,
    ".env": line,
  };
  const start = performance.now();
  detect(snapshotOf(files));
  expect(performance.now() - start).toBeLessThan(2000);
});
