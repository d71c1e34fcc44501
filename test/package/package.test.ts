import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copySources } from "../../scripts/examples.ts";
import { Installed } from "./installed.ts";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

const textOf = (...parts: string[]) => readFileSync(join(...parts), "utf8");

let installed: Installed;
beforeAll(() => {
  installed = new Installed();
  copySources("thoth", join(installed.project, "thoth"));
});
afterAll(() => rmSync(installed.root, { recursive: true, force: true }));

test("the package holds what runs, its schema and its templates, and nothing else", () => {
  const others = installed.files.filter(
    (file) => !/^(dist|schemas|templates)\//.test(file),
  );
  expect(others.toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  expect(installed.files).toContain("dist/third-party.txt");
  expect(installed.files).toContain("schemas/dockwright.schema.json");
  expect(installed.files).toContain("templates/dockerfile/dockerfile.hbs");
});

test("it says its version", () => {
  const { version } = JSON.parse(textOf(ROOT, "package.json")) as {
    version: string;
  };
  expect(installed.dockwright(".", "--version")).toEqual({
    status: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

test("it prints the schema, which a project can also import", () => {
  const { stdout } = installed.dockwright(".", "schema");
  const schema = textOf(ROOT, "schemas/dockwright.schema.json");
  expect(stdout).toBe(schema);
  installed.write(
    "schema.js",
    'import schema from "dockwright/schema.json" with { type: "json" };\nconsole.log(schema.title);\n',
  );
  const answer = installed.run(
    installed.project,
    process.execPath,
    "schema.js",
  );
  expect(answer.stdout).toBe("dockwright\n");
});

test("it generates thoth, and then finds nothing to do", () => {
  const written = installed.dockwright("thoth", "generate");
  expect(written.status).toBe(0);
  expect(textOf(installed.project, "thoth/Dockerfile")).toContain(
    "FROM base AS production",
  );
  const checked = installed.dockwright("thoth", "--check");
  expect(checked).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+ files fit dockwright.yaml\.\n$/),
  });
});

test("it shows a drift as a diff", () => {
  installed.write("thoth/compose.yaml", "services: {}\n");
  const { status, stdout } = installed.dockwright("thoth", "--check");
  expect(status).toBe(1);
  expect(stdout).toContain("\n-services: {}\n");
});

test("each start, from what the last one left, does the same", () => {
  rmSync(installed.cache, { recursive: true, force: true });
  const first = installed.dockwright("thoth", "--check");
  expect(first.status).toBe(1);
  expect(first.stderr).not.toContain("Warning:");
  for (const _ of [2, 3]) {
    expect(installed.dockwright("thoth", "--check")).toEqual(first);
  }
});

test("npx runs it out of its tarball, in a folder that has not installed it", () => {
  const folder = join(installed.root, "not installed");
  copySources("express-npm", folder);
  const { tarball } = installed;
  const words = ["--yes", "--package", tarball, "--", "dockwright", "generate"];
  expect(installed.run(folder, "npx", ...words)).toMatchObject({ status: 0 });
  expect(textOf(folder, "compose.yaml")).toContain("develop:");
});

const CONFIG = `import { defineProject } from "dockwright";

export default defineProject({
  name: "shop",
  images: { web: { runtime: { node: "24" } } },
  services: { web: { image: "web", command: ["node", "server.js"], ports: [3000] } },
});
`;

test("dockwright.config.ts runs", () => {
  installed.write("typed/dockwright.config.ts", CONFIG);
  installed.write("typed/server.js", "");
  installed.write("typed/package.json", '{ "type": "module" }');
  expect(installed.dockwright("typed", "generate")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Dockerfile"),
  });
});

test("dockwright.config.ts is typed, with the library's own types checked too", () => {
  installed.write("types/right.ts", CONFIG);
  installed.write("types/wrong.ts", CONFIG.replace("ports", "port"));
  const words = ["--noEmit", "--strict", "--module", "nodenext"];
  const { stdout } = installed.run(
    join(installed.project, "types"),
    process.execPath,
    TSC,
    ...words,
    "right.ts",
    "wrong.ts",
  );
  const errors = stdout.match(/^\S+: error .*/gm);
  expect(errors).toEqual([
    expect.stringMatching(/^wrong\.ts.* 'port' does not exist/),
  ]);
});

test("dockwright.config.ts runs where the package is not installed", () => {
  const folder = join(installed.root, "no package here");
  mkdirSync(folder);
  writeFileSync(join(folder, "dockwright.config.ts"), CONFIG);
  writeFileSync(join(folder, "server.js"), "");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const answer = installed.dockwright("..", "generate", folder);
  expect(answer).toMatchObject({ status: 0 });
});

test("a template of the project's own replaces ours", () => {
  copySources("fastapi-pip", join(installed.project, "own"));
  const spec = textOf(installed.project, "own/dockwright.yaml");
  installed.write("own/dockwright.yaml", `${spec}templates: docker\n`);
  installed.write(
    "own/docker/docs/trouble.hbs",
    "Ask in the team's channel.\n",
  );
  const { status } = installed.dockwright("own", "generate");
  expect(status).toBe(0);
  expect(textOf(installed.project, "own/DOCKER.md")).toContain(
    "Ask in the team's channel.",
  );
});

test("a project's own prettier configuration is followed", () => {
  copySources("fastapi-pip", join(installed.project, "formatted"));
  installed.write("formatted/.prettierrc.json", '{ "singleQuote": true }');
  const { status } = installed.dockwright("formatted", "generate");
  expect(status).toBe(0);
  expect(textOf(installed.project, "formatted/compose.yaml")).toContain(
    "'127.0.0.1:8000:8000'",
  );
});

test("the functions can be called", () => {
  installed.write(
    "call.js",
    'import { generate } from "dockwright";\nconst { changes } = await generate({ root: "thoth", write: false });\nconsole.log(changes.length);\n',
  );
  const { status, stdout } = installed.run(
    installed.project,
    process.execPath,
    "call.js",
  );
  expect({ status, isSome: Number(stdout) > 5 }).toEqual({
    status: 0,
    isSome: true,
  });
});

/** Gives a spec another port, which its files have to have too. */
function changePort(folder: string): void {
  const spec = textOf(installed.project, folder, "dockwright.yaml");
  const changed = spec.replace(/ports: \[\d+\]/, "ports: [4242]");
  expect(changed).not.toBe(spec);
  installed.write(`${folder}/dockwright.yaml`, changed);
}

test("npm run writes the files again, and a commit that they do not fit is refused", () => {
  const folder = join(installed.project, "hooked");
  copySources("express-npm", folder);
  const run = (line: string) => installed.run(folder, "sh", "-ec", line);
  run(
    "git init && git config user.name T && git config user.email t@localhost",
  );
  const add = ["--save-dev", "--no-audit", "--no-fund", installed.tarball];
  expect(installed.run(folder, "npm", "install", ...add).status).toBe(0);
  const words = ["--no-install", "dockwright", "init", "--scripts", "--hook"];
  expect(installed.run(folder, "npx", ...words).status).toBe(0);
  const generate = "npm run docker:generate";
  const commit = "git add --all && git commit -m a";
  expect(run(`${generate} && ${commit}`)).toMatchObject({ status: 0 });
  changePort("hooked");
  expect(run(commit)).toMatchObject({ status: 1 });
  expect(run(`${generate} && ${commit}`)).toMatchObject({ status: 0 });
  expect(run("git show HEAD:compose.yaml").stdout).toContain("4242");
});

test("make writes the files again", () => {
  const folder = join(installed.project, "made");
  copySources("fastapi-pip", folder);
  expect(installed.dockwright("made", "init", "--scripts").status).toBe(0);
  expect(installed.run(folder, "make", "docker").status).toBe(0);
  changePort("made");
  expect(installed.dockwright("made", "--check").status).toBe(1);
  expect(installed.run(folder, "make", "docker").status).toBe(0);
  expect(textOf(folder, "compose.yaml")).toContain("4242");
});
