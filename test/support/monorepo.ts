import type { Files } from "./specs.ts";

const settings = { name: "@mono/tsconfig" };
const lint = { name: "@mono/lint", dependencies: { chalk: "^5" } };
const web = {
  name: "@mono/web",
  scripts: { start: "node src/web.js" },
  dependencies: { "@mono/shared": "*" },
};
const shared = {
  name: "@mono/shared",
  main: "lib/index.js",
  scripts: { build: "tsc" },
  dependencies: { "@mono/data": "*" },
  devDependencies: { "@mono/tsconfig": "*" },
};
const data = { name: "@mono/data", main: "index.js" };
const api = {
  name: "@mono/api",
  scripts: {
    build: "tsc",
    dev: "tsx watch src/server.ts",
    start: "node dist/server.js",
  },
  dependencies: { express: "^5", "@mono/shared": "*" },
  devDependencies: { "@mono/lint": "*", typescript: "^5" },
};

const packages: Readonly<Record<string, object>> = {
  "apps/api": api,
  "apps/web": web,
  "packages/data": data,
  "packages/lint": lint,
  "packages/shared": shared,
  "packages/tsconfig": settings,
};

const members: Files = {
  ...Object.fromEntries(
    Object.entries(packages).map(([folder, manifest]) => [
      `${folder}/package.json`,
      JSON.stringify(manifest),
    ]),
  ),
  "apps/api/src/server.ts": "",
  "apps/api/test/server.test.ts": "",
  "apps/api/public/logo.svg": "",
  "apps/api/tsconfig.json": "{}",
  "apps/web/src/web.js": "",
  "packages/data/index.js": "",
  "packages/data/data.json": "{}",
  "packages/data/tsconfig.json": "{}",
  "packages/lint/index.js": "",
  "packages/shared/src/index.ts": "",
  "packages/shared/tsconfig.json": "{}",
  "packages/tsconfig/base.json": "{}",
  "tsconfig.json": "{}",
};

/**
 * A workspace with a server that is compiled, a library that is too, one that is not, and two members
 * that only development takes.
 */
export const NPM_WORKSPACE: Files = {
  ...members,
  "package.json": '{ "workspaces": ["packages/*", "apps/*"] }',
  "package-lock.json": "{}",
};
export const PNPM_WORKSPACE: Files = {
  ...members,
  "package.json": '{ "packageManager": "pnpm@10.20.0" }',
  "pnpm-lock.yaml": "",
  "pnpm-workspace.yaml": 'packages:\n  - "packages/*" # all\n  - apps/*\n',
};

const pyproject = (name: string, rest: string) =>
  `[project]\nname = "${name}"\n${rest}`;
const BUILT = "[build-system]\n";

/** A uv workspace: a server that is a package, one that is not, libraries, one of them for tests alone. */
export const UV_WORKSPACE: Files = {
  "pyproject.toml": pyproject(
    "mono",
    '[tool.uv.workspace]\nmembers = ["apps/*", "packages/*"]\nexclude = ["packages/old"]\n',
  ),
  "uv.lock": "",
  "apps/api/pyproject.toml": pyproject(
    "My_Api",
    `readme = "README.md"\ndependencies = ["fastapi", "Lib>=1"]\n[dependency-groups]\ndev = ["pytest", "testkit", { include-group = "a" }]\n${BUILT}`,
  ),
  "apps/api/README.md": "",
  "apps/api/src/api/main.py": "",
  "apps/api/migrations/a.sql": "",
  "apps/api/tests/test_main.py": "",
  "apps/worker/pyproject.toml": pyproject("worker", 'dependencies = ["lib"]\n'),
  "apps/worker/worker.py": "",
  "packages/lib/pyproject.toml": pyproject("lib", BUILT),
  "packages/lib/setup.py": "",
  "packages/lib/src/lib/__init__.py": "",
  "packages/old/pyproject.toml": pyproject("old", BUILT),
  "packages/old/src/old/__init__.py": "",
  "packages/testkit/pyproject.toml": pyproject("testkit", BUILT),
  "packages/testkit/src/testkit/__init__.py": "",
};
