import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";
import {
  count,
  has,
  SPEC,
  startWatch,
  textOf,
  until,
  untilItFits,
  withPort,
} from "../support/watch.ts";

const ROOT = join(import.meta.dirname, "../..");

/** As vim and many others save: a new file takes the place of the old one. */
function saveByRename(folder: string, path: string, text: string): void {
  writeFileSync(join(folder, "4913~"), text);
  renameSync(join(folder, "4913~"), join(folder, path));
}

const git = (folder: string, ...args: string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=a", "-c", "user.email=a@b", "-C", folder, ...args],
    { stdio: "pipe" },
  );

describe("watch writes again", () => {
  test("when the spec is saved, in place or by a rename, or comes back", async () => {
    const folder = folderWith(SMALL);
    await startWatch(folder);
    await untilItFits(folder);
    put(folder, { [SPEC]: withPort(8001) });
    await has(folder, "compose.yaml", 8001);
    saveByRename(folder, SPEC, withPort(8002));
    await has(folder, "compose.yaml", 8002);
    renameSync(join(folder, SPEC), join(folder, "old.yaml"));
    put(folder, { [SPEC]: withPort(8003) });
    await has(folder, "compose.yaml", 8003);
    rmSync(join(folder, SPEC));
    put(folder, { "dockwright.yml": withPort(8004) });
    await has(folder, "compose.yaml", 8004);
    await untilItFits(folder);
  });

  test("when a manifest, a version file or the list of folders changes", async () => {
    const folder = folderWith({
      ...SMALL,
      [SPEC]: SMALL[SPEC]!.replace('"3.13"', ""),
      ".python-version": "3.12\n",
    });
    await startWatch(folder);
    await has(folder, "Dockerfile", "python:3.12");
    put(folder, { ".python-version": "3.13\n" });
    await has(folder, "Dockerfile", "python:3.13");
    put(folder, { "pyproject.toml": '[project]\nname = "small"\n' });
    await has(folder, "Dockerfile", "pyproject.toml");
    put(folder, { "more/code.py": "" });
    await has(folder, "Dockerfile", "more");
    rmSync(join(folder, "more"), { recursive: true });
    mkdirSync(join(folder, "more"));
    await until(
      "more is left out",
      () => !textOf(folder, "Dockerfile").includes("more"),
    );
    put(folder, { "more/again.py": "" });
    await has(folder, "Dockerfile", "more");
  });

  test("when a template of the project's own is saved, or its folder comes", async () => {
    const folder = folderWith({ ...SMALL, "tools/docker/readme": "" });
    const { said } = await startWatch(folder);
    put(folder, { [SPEC]: `${SMALL[SPEC]}templates: tools/docker/own\n` });
    await until("it is missed", () => said.err.includes("own is no folder"));
    const path = "tools/docker/own/ignore/dockerignore.hbs";
    const ours = textOf(ROOT, "templates/ignore/dockerignore.hbs");
    put(folder, { [path]: `${ours}\n# one\n` });
    await has(folder, ".dockerignore", "# one");
    put(folder, { [path]: `${ours}\n# two\n` });
    await has(folder, ".dockerignore", "# two");
    const own = join(folder, "tools/docker/own");
    renameSync(own, join(folder, "tools/docker/old"));
    put(folder, { [path]: `${ours}\n# three\n` });
    await has(folder, ".dockerignore", "# three");
  });

  test("when prettier's configuration is saved, here or above", async () => {
    const folder = folderWith({ "app/x": "", ".git/HEAD": "" });
    put(join(folder, "app"), SMALL);
    await startWatch(folder, ["app"]);
    put(join(folder, "app"), { [SPEC]: withPort(8001) });
    await has(folder, "app/compose.yaml", 8001);
    put(folder, { ".prettierrc": '{ "singleQuote": true }' });
    await until("it is quoted singly", () =>
      /: '/.test(textOf(folder, "app/compose.yaml")),
    );
    put(join(folder, "app"), { ".prettierrc": '{ "singleQuote": false }' });
    await until(
      "it is quoted doubly",
      () => !/: '/.test(textOf(folder, "app/compose.yaml")),
    );
  });

  test("but tells that a new text of a module of prettier's needs another start", async () => {
    const folder = folderWith(SMALL);
    const { said } = await startWatch(folder);
    put(folder, { "prettier.config.mjs": "export default {};\n" });
    await until("it is told", () =>
      said.err.includes("prettier.config.mjs is a module, which is read once"),
    );
  });

  test("when a spec is a module that imports another", async () => {
    const module = (port: number) => `export const port = ${port};\n`;
    const folder = folderWith({
      ...SMALL,
      "docker/port.ts": module(8001),
      "dockwright.config.ts": `import { port } from "./docker/port.ts";
export default {
  name: "small",
  images: { web: { runtime: { python: "3.13" } } },
  services: { web: { image: "web", command: ["python", "app/main.py"], ports: [port] } },
};
`,
    });
    rmSync(join(folder, SPEC));
    await startWatch(folder);
    await has(folder, "compose.yaml", 8001);
    put(folder, { "docker/port.ts": module(8002) });
    await has(folder, "compose.yaml", 8002);
  });

  test("when a generated file is taken away, and nothing by itself", async () => {
    const folder = folderWith(SMALL);
    const { said, stop } = await startWatch(folder);
    rmSync(join(folder, "compose.yaml"));
    await until("it is back", () => existsSync(join(folder, "compose.yaml")));
    put(folder, { [SPEC]: withPort(8001) });
    await has(folder, "compose.yaml", 8001);
    const { out } = await stop();
    expect(said.err).toBe("");
    expect(count(out, " written ")).toBe(3);
  });

  test("at a change of branches, and back", async () => {
    const folder = folderWith(SMALL);
    run(folder);
    git(folder, "init", "-q", "-b", "one");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "one");
    git(folder, "checkout", "-qb", "two");
    put(folder, { [SPEC]: withPort(8002), "app/sub/x.py": "" });
    run(folder);
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "two");
    const { stop } = await startWatch(folder);
    for (const branch of ["one", "two", "one", "two"]) {
      git(folder, "checkout", "-qf", branch);
      // Git and watch write at the same time; in the end it is what was committed.
      await until(
        "all is as committed",
        () => git(folder, "status", "--porcelain").toString() === "",
      );
      await untilItFits(folder);
    }
    put(folder, { [SPEC]: withPort(8005) });
    await has(folder, "compose.yaml", 8005);
    expect((await stop()).err).toBe("");
  });
});
