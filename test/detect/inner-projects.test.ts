import { describe, expect, test } from "vitest";
import { API, below, WEB } from "../support/contexts.ts";
import { detected } from "../support/detection.ts";

test("a member of a workspace that builds beside its source ships both", () => {
  const { detection } = detected({
    "package.json": { name: "acme", workspaces: ["apps/*"] },
    "package-lock.json": "{}",
    ".nvmrc": "24\n",
    ...below("apps/api", {
      "package.json": {
        name: "api",
        scripts: {
          build: "tailwindcss -o public/a.css",
          start: "node server.js",
        },
        dependencies: { express: "1" },
      },
      "server.js": "require('./lib/a');\napp.listen(3000)",
      "lib/a.js": "",
      "public/index.html": "",
    }),
  });
  expect(detection.images[0]!.settings.output).toEqual([
    "apps/api/lib",
    "apps/api/public",
    "apps/api/server.js",
  ]);
});

describe("what is no program of its own", () => {
  test("is a pyproject.toml with settings of tools alone", () => {
    const found = detected({
      ...below("backend", API),
      "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
      "scripts/release.py": "print(1)\n",
    });
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(found.spec!.images).toEqual({
      backend: { runtime: { python: null }, context: "backend" },
    });
  });

  test("is the root of turborepo", () => {
    const found = detected({
      "package.json": {
        name: "acme",
        workspaces: ["apps/*"],
        scripts: { build: "turbo run build", dev: "turbo run dev" },
        devDependencies: { turbo: "2", prettier: "3" },
      },
      "turbo.json": "{}",
      "package-lock.json": "{}",
      ".nvmrc": "24\n",
      ...below("apps/api", {
        "package.json": {
          name: "api",
          scripts: { start: "node src/server.js" },
          dependencies: { express: "1" },
        },
        "src/server.js": "app.listen(3000)",
      }),
      ...below("apps/site", {
        "package.json": {
          name: "site",
          scripts: {
            dev: "next dev",
            build: "next build",
            start: "next start",
          },
          dependencies: { next: "15" },
        },
        "app/page.jsx": "",
      }),
    });
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(Object.keys(found.spec!.images!)).toEqual(["api", "site"]);
  });

  test("is a package.json that starts what lies in folders", () => {
    const found = detected({
      "package.json": {
        name: "acme",
        scripts: { dev: 'concurrently "npm:api" "npm:site"' },
        devDependencies: { concurrently: "9" },
      },
      ...below("api", API),
      ...below("web", WEB),
    });
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(Object.keys(found.spec!.images!)).toEqual(["api", "web"]);
  });

  test("has no variables, ports and data of the projects in its folders", () => {
    const found = detected({
      ...WEB,
      ...below("worker", {
        ...WEB,
        "server.js": "f(process.env.WORKER_KEY!);\napp.listen(4000);",
      }),
    });
    expect(found.refused).toEqual([]);
    const [first] = Object.values(found.services);
    expect(first!.ports).toEqual([3000]);
    expect(first).not.toHaveProperty("environment");
  });
});

test("languages that are not built are told beside those that are", () => {
  const found = detected({
    ...WEB,
    "composer.json": "{}",
    "services/go.mod": "",
  });
  expect(found.refused).toEqual([]);
  expect(found.warnings).toEqual([
    "this is a project in Go too, which is not built; write a service with an image of its own for it, such as go: { image: … }",
    "this is a project in PHP too, which is not built; write a service with an image of its own for it, such as php: { image: … }",
  ]);
});
