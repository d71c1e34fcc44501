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
