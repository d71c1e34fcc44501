import { describe, expect, test } from "vitest";
import { detected, nodeProject } from "../support/detection.ts";
import { names, ofNode } from "../support/toolchains.ts";

const node = (code: string, files: Record<string, string>, scripts = {}) =>
  detected(
    nodeProject(
      ["express"],
      { start: "node server.js", ...scripts },
      { "server.js": `${code}\napp.listen(3000);`, ...files },
    ),
  );

const python = (code: string, files: Record<string, string>) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
    "app.py": `app = Flask(__name__)\n${code}\n`,
    ...files,
  });

const includedIn = ({ spec, refused }: ReturnType<typeof detected>) => {
  expect(refused).toEqual([]);
  return spec!.images!.web!.include;
};

describe("what code names of the project's files is included", () => {
  test.each<[string, string, Record<string, string>, string[]]>([
    [
      "a file beside it",
      'fs.readFileSync("schema.graphql")',
      { "schema.graphql": "" },
      ["schema.graphql"],
    ],
    [
      "joined to its folder",
      'path.join(__dirname, "data", "seed.json")',
      { "data/seed.json": "" },
      ["data"],
    ],
    [
      "required",
      'require("./config.json")',
      { "config.json": "" },
      ["config.json"],
    ],
    [
      "required without its ending",
      'require("./settings")',
      { "settings.json": "" },
      ["settings.json"],
    ],
    [
      "a folder of templates",
      'app.set("views", "./pages")',
      { "pages/index.ejs": "" },
      ["pages"],
    ],
    [
      "put together from a name",
      "fs.readFileSync(`./content/${name}.md`)",
      { "content/a.md": "" },
      ["content"],
    ],
    [
      "in a folder of documentation",
      'YAML.load("./docs/openapi.yaml")',
      { "docs/openapi.yaml": "", "docs/guide.md": "" },
      ["docs/openapi.yaml"],
    ],
  ])("%s, by Node", (_, code, files, include) => {
    expect(includedIn(node(code, files))).toEqual(include);
  });

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      "opened",
      'joblib.load("model/model.pkl")',
      { "model/model.pkl": "" },
      ["model"],
    ],
    [
      "joined to its folder",
      'yaml.safe_load(open(Path(__file__).parent / "config.yaml"))',
      { "config.yaml": "" },
      ["config.yaml"],
    ],
    [
      "a folder of data",
      'DATA = Path(__file__).parent / "data"',
      { "data/cities.csv": "" },
      ["data"],
    ],
    [
      "put together from a name",
      'open(f"prompts/{name}.txt")',
      { "prompts/a.txt": "" },
      ["prompts"],
    ],
  ])("%s, by Python", (_, code, files, include) => {
    expect(includedIn(python(code, files))).toEqual(include);
  });

  test("and is not said to be written, where only a name may say so", () => {
    const files = { "data/cities.csv": "" };
    const { lines } = python(
      'DATA_DIR = Path(__file__).parent / "data"',
      files,
    );
    expect(lines.join()).not.toContain("is written");
  });

  test("with the line that names it", () => {
    const { lines } = node('fs.readFileSync("schema.graphql")', {
      "schema.graphql": "",
    });
    expect(lines).toContain(
      "source (likely) server.js:1 schema.graphql is read, and comes along",
    );
  });
});

describe("nothing is included", () => {
  test.each<[string, string, Record<string, string>]>([
    ["that is source", 'require("./lib/a")', { "lib/a.js": "" }],
    ["that is a route", 'app.get("/data", f)', { "data/a.bin": "" }],
    ["that is a word alone", 'const kind = "data";', { "data/a.bin": "" }],
    ["that is the manifest", 'require("./package.json")', {}],
    [
      "that is kept out of every image",
      'readFileSync("server.key")',
      { "server.key": "" },
    ],
    ["that holds variables", 'config({ path: "./.env" })', { ".env": "A=1\n" }],
    [
      "that a build made",
      'express.static("build")',
      { "build/index.html": "" },
    ],
    [
      "that is written",
      'fs.mkdirSync("data");\nfs.readFileSync("data/a.json")',
      { "data/a.json": "" },
    ],
    ["that is a database", 'new Database("data.db")', { "data.db": "" }],
  ])("%s", (_, code, files) => {
    expect(includedIn(node(code, files))).toBeUndefined();
  });

  test("that holds a secret, and that is told", () => {
    const found = node('require("./credentials.json")', {
      "credentials.json": "",
    });
    expect(includedIn(found)).toBeUndefined();
    expect(found.warnings).toEqual([
      "credentials.json is read, and looks like a secret, which no image should hold; mount it instead: volumes: [./credentials.json:/app/credentials.json:ro] under the service",
    ]);
  });
});

test.each<[string, string]>([
  ["config.json", "config.json"],
  ["config.json", "/config.json"],
  ["config.json", "*.json"],
  ["data/a.csv", "data/"],
  ["data/a.csv", "/data/*"],
])("what Git ignores is told: %s by %s", (path, pattern) => {
  const found = node(`readFileSync("./${path}")`, {
    [path]: "",
    ".gitignore": `# own\nnode_modules\n${pattern}\n`,
  });
  expect(includedIn(found)).toBeUndefined();
  expect(found.warnings).toEqual([
    `${path} is read, and is ignored by Git, so that no other checkout has it to copy; mount it instead: volumes: [./${path}:/app/${path}:ro] under the service`,
  ]);
});

test("data that no code names is told in one line", () => {
  const found = python("", {
    "model/a.onnx": "",
    "words.csv": "",
    "README.md": "",
    "docs/a.json": "",
    "frontend/package.json": "{}",
    "frontend/data.json": "",
  });
  expect(includedIn(found)).toBeUndefined();
  expect(found.warnings).toEqual([
    "model and words.csv are not copied, since no code names them; where the program reads them, write include: [model, words.csv] under the image",
  ]);
});

describe("a command's own files are source", () => {
  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["start", { start: "node ./bin/www" }, { "bin/www": "" }, "bin/"],
    [
      "dev",
      { dev: "node scripts/dev.js" },
      { "scripts/dev.js": "" },
      "scripts/",
    ],
    ["a shell script", { start: "./start.sh" }, { "start.sh": "" }, "start.sh"],
    [
      "pm2's settings",
      { start: "pm2-runtime start ecosystem.config.js" },
      { "ecosystem.config.js": "" },
      "ecosystem.config.js",
    ],
  ])("of %s", (_, scripts, files, source) => {
    const given = nodeProject(
      ["express", "pm2"],
      { start: "node server.js", ...scripts },
      { "server.js": "", ...files },
    );
    expect(names(ofNode(given).toolchain.source)).toContain(source);
    expect(detected(given).problems).toEqual([]);
  });

  test("unless a build makes them", () => {
    const given = nodeProject(
      ["express"],
      { build: "tsc", start: "node lib/server.js" },
      { "src/server.ts": "", "lib/server.js": "" },
    );
    expect(names(ofNode(given).toolchain.source)).toEqual(["src/"]);
  });
});
