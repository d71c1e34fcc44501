import { describe, expect, test } from "vitest";
import { detected } from "../support/detection.ts";

const WEB = {
  ".nvmrc": "24\n",
  "package-lock.json": "{}",
  "package.json": {
    scripts: { start: "node server.js" },
    dependencies: { express: "1" },
  },
  "server.js": "app.listen(3000)",
};

const below = (folder: string, files: Record<string, string | object>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );

const API = {
  ".python-version": "3.13\n",
  "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
  "app.py": "app = Flask(__name__)\n",
};

describe("several projects", () => {
  test("in folders have an image each", () => {
    const found = detected({ ...below("api", API), ...below("web", WEB) });
    expect(found.refused).toEqual([]);
    expect(found.spec!.images).toEqual({
      api: { runtime: { python: null }, context: "api" },
      web: { runtime: { node: null }, context: "web" },
    });
    expect(Object.keys(found.services)).toEqual(["api", "web"]);
    expect(found.lines[0]).toMatch(/^service \(certain\) api\/app.py:1 /);
  });

  test("that listen at one port are given two of the host", () => {
    const found = detected({ ...below("one", WEB), ...below("two", WEB) });
    expect(found.refused).toEqual([]);
    expect(found.services.one!.ports).toEqual([3000]);
    expect(found.services.two!.ports).toEqual([
      { container: 3000, host: 3001 },
    ]);
  });

  test("and tools for them at the top have none for the tools", () => {
    const tools = { "package.json": { devDependencies: { prettier: "3" } } };
    const found = detected({ ...API, ...tools });
    expect(found.refused).toEqual([]);
    expect(Object.keys(found.spec!.images!)).toEqual(["web"]);
    expect(found.problems).toEqual([]);
  });

  test("leave tests, examples and templates aside", () => {
    const found = detected({
      ...WEB,
      ...below("examples/a", API),
      ...below("tests/fixtures/b", API),
    });
    expect(Object.keys(found.services)).toEqual(["web"]);
  });
});

describe("workspaces", () => {
  const MEMBERS = {
    ...below("packages/api", {
      "package.json": {
        name: "@acme/api",
        scripts: { start: "node src/server.js" },
        dependencies: { express: "1" },
      },
      "src/server.js": "app.listen(3000)",
    }),
    ...below("packages/lib", {
      "package.json": { name: "@acme/lib" },
      "src/a.js": "",
    }),
  };

  test.each<[string, Record<string, string | object>, string, number]>([
    [
      "npm",
      {
        "package.json": { name: "acme", workspaces: ["packages/*"] },
        "package-lock.json": "{}",
      },
      "package.json",
      3,
    ],
    [
      "pnpm",
      {
        "package.json": { name: "acme" },
        "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
        "pnpm-lock.yaml": "",
      },
      "pnpm-workspace.yaml",
      1,
    ],
  ])("of %s have the server in a member", (_, root, file, line) => {
    const { detection, lines } = detected({ ...root, ...MEMBERS });
    expect(lines).toContain(
      `workspace (likely) ${file}:${line} a workspace with 2 members: packages/api, packages/lib`,
    );
    expect(lines).toContain(
      "service (certain) packages/api/package.json:4 web: Express, started by `node src/server.js`",
    );
    expect(detection.images).toMatchObject([
      { name: "api", context: ".", workspace: "packages/api" },
    ]);
  });

  test("of uv have the program in a member", () => {
    const { detection } = detected({
      "pyproject.toml":
        '[project]\nname = "acme"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      "uv.lock": "",
      ...below("packages/api", {
        "pyproject.toml":
          '[project]\nname = "api"\ndependencies = ["fastapi[standard]"]\n',
        "api/main.py": "app = FastAPI()\n",
      }),
    });
    expect(detection.images).toMatchObject([
      { name: "api", context: ".", workspace: "packages/api" },
    ]);
  });
});
