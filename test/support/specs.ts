import { readFileSync } from "node:fs";
import { compile, type Compiled } from "../../src/compile.ts";
import type { Project } from "../../src/model/project.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import {
  formatPath,
  SpecError,
  type LocatedProblem,
} from "../../src/spec/problem.ts";
import { readYaml } from "../../src/spec/read-yaml.ts";
import type { Spec } from "../../src/spec/schema/project.ts";
import type { SpecSource } from "../../src/spec/source.ts";

/** A project's files, by path. */
export type Files = Readonly<Record<string, string>>;

/** A Python program with pip, and a Node program with npm: each with what its image needs. */
export const PYTHON: Files = {
  "app/main.py": "",
  "requirements.txt": "flask==3.1.0\n",
};
export const NODE: Files = {
  "package-lock.json": "{}",
  "package.json": '{ "scripts": { "start": "node src/server.js" } }',
  "src/server.js": "",
};

export const IMAGE = { runtime: { python: "3.13" }, source: ["app"] };
export const SERVICE = { image: "web" };

/** A spec of PYTHON that is right but for what is given. */
export const withSpec = (parts: object) => ({
  name: "shop",
  images: { web: IMAGE },
  services: { web: SERVICE },
  ...parts,
});
export const withImage = (parts: object) =>
  withSpec({ images: { web: { ...IMAGE, ...parts } } });
export const withService = (parts: object) =>
  withSpec({ services: { web: { ...SERVICE, ...parts } } });

export const snapshotOf = (files: Files): Snapshot => ({
  paths: Object.keys(files).sort(),
  contents: files,
});

/** Plain data as a spec that stands nowhere. */
export const sourceOf = (data: unknown): SpecSource => ({
  file: "dockwright.yaml",
  data,
  syntaxErrors: [],
  locate: () => ({ line: 1, column: 1 }),
});

export const yamlOf = (text: string): SpecSource =>
  readYaml(text, "dockwright.yaml");

export const compiled = (source: SpecSource, files: Files = PYTHON): Compiled =>
  compile(source, snapshotOf(files));

/** The problems of a spec that is refused; none for one that is not. */
export function problemsOf(
  source: SpecSource,
  files: Files = PYTHON,
): readonly LocatedProblem[] {
  try {
    compiled(source, files);
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
}

/** Each problem on a line: where, what is wrong, what to write instead. */
export const refusals = (data: unknown, files: Files = PYTHON): string[] =>
  problemsOf(sourceOf(data), files).map(
    ({ path, message, advice }) => `${formatPath(path)}: ${message}; ${advice}`,
  );

/** A spec that has to be accepted, resolved. */
export const resolved = (spec: Spec, files: Files = PYTHON): Project =>
  compiled(sourceOf(spec), files).project;

const EVERY_KEY = new URL("../fixtures/every-key.yaml", import.meta.url);

/** The spec with every key of the schema, and the files that it is about. */
export const everyKey = () => ({
  source: yamlOf(readFileSync(EVERY_KEY, "utf8")),
  files: EVERY_KEY_FILES,
});

const EVERY_KEY_FILES: Files = {
  "backend/app/__init__.py": "",
  "backend/app/keep.log": "",
  "backend/wsgi.py": "",
  "backend/seed.csv": "",
  "backend/tests/test_app.py": "",
  "backend/constraints.txt": "",
  "backend/requirements.txt": "gunicorn==23.0.0\n",
  "web/package.json": JSON.stringify({
    packageManager: "pnpm@10.20.0",
    scripts: { build: "tsc", start: "node dist/server.js" },
  }),
  "web/pnpm-lock.yaml": "",
  "web/tsconfig.json": "{}",
  "web/src/server.ts": "",
  "package.json": '{ "main": "server.js" }',
  "package-lock.json": "{}",
  "server.js": "",
  "snake/pyproject.toml": '[project]\nname = "snake"\n',
  "snake/uv.lock": "",
  "snake/main.py": "",
  "mono/package.json": '{ "workspaces": ["apps/*"], "main": "main.js" }',
  "mono/package-lock.json": "{}",
  "mono/main.js": "",
  "mono/apps/api/package.json": '{ "main": "server.js" }',
  "mono/apps/api/server.js": "",
};
