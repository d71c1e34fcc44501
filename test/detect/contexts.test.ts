import { describe, expect, test } from "vitest";
import { API, below, WEB } from "../support/contexts.ts";
import { detected } from "../support/detection.ts";

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

  test("have their own files of variables, and those of the project", () => {
    const { "server.js": _, ...rest } = WEB;
    const code = { "server.js": "app.listen(process.env.PORT)" };
    const found = detected({
      ...below("web", { ...rest, ...code, ".env": "PORT=4000\n" }),
      ".env": "REDIS_URL=redis://localhost\nPORT=1\n",
    });
    expect(found.refused).toEqual([]);
    expect(found.services.web!.ports).toEqual([4000]);
    expect(found.lines).toContain("port (likely) web/.env:1 port 4000");
    expect(found.lines).toContain(
      "backing (likely) .env:1 redis: REDIS_URL is an address of it",
    );
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
        dependencies: { express: "1", "@acme/lib": "*" },
      },
      "src/server.js": "app.listen(3000)",
    }),
    ...below("packages/lib", {
      "package.json": { name: "@acme/lib", main: "src/a.js" },
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

  test("have the version of their root, and paths that start there", () => {
    const { detection } = detected({
      ".nvmrc": "22\n",
      "package.json": { name: "acme", workspaces: ["apps/*"] },
      "package-lock.json": "{}",
      ...below("apps/site", {
        "package.json": {
          scripts: { build: "next build", start: "next start" },
          dependencies: { next: "15" },
        },
        "app/page.jsx": "",
      }),
    });
    expect(detection.images).toMatchObject([
      {
        runtime: { node: null },
        workspace: "apps/site",
        settings: {
          output: ["apps/site/.next"],
          run: { builder: { root: ["rm -rf apps/site/.next/cache"] } },
        },
      },
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
