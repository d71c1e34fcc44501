import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { exampleNames } from "../support/examples.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";
import { bareExample, WEB } from "../support/projects.ts";

const { "dockwright.yaml": _spec, ...PROJECT } = SMALL;
describe("init --yes", () => {
  test.each(exampleNames())(
    "makes a setup of %s that fits, once it has lost its own",
    (name) => {
      const folder = bareExample(name);
      expect(run(folder, ["init", "--yes"])).toMatchObject({
        status: 0,
        err: "",
      });
      expect(run(folder, ["--check"])).toMatchObject({ status: 0, err: "" });
    },
  );

  test("tells what it found, from where and how sure, and the next command", () => {
    const { status, out, err } = run(folderWith(WEB), ["init", "--yes"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("Python 3.13 (.python-version:1)");
    expect(out).toContain("(app.py:3, likely)");
    expect(out).toMatch(/dockwright\.yaml +new/);
    expect(out).toMatch(/compose\.yaml +new/);
    expect(out.trimEnd()).toMatch(
      /Next:\n {2}docker compose up --build --wait\n {2}docker compose watch$/,
    );
  });

  test("does not wait for a program that ends, which Compose would call a failure", () => {
    const folder = folderWith({
      "requirements.txt": "",
      "main.py": 'print("done")\n',
    });
    const { status, out } = run(folder, ["init", "--yes"]);
    expect(status).toBe(0);
    expect(out).toMatch(/Next:\n {2}docker compose up --build\n/);
  });

  test("says beside a part that is not certain where it is from", () => {
    const folder = folderWith(WEB);
    run(folder, ["init", "--yes"]);
    expect(readFileSync(join(folder, "dockwright.yaml"), "utf8")).toContain(
      "health: { http: /health } # likely, from app.py:3\n",
    );
  });

  test("names the folder to go to, where it is another one", () => {
    const folder = folderWith({}, "above");
    put(join(folder, "shop"), WEB);
    const { status, out } = run(folder, ["init", "shop", "--yes"]);
    expect(status).toBe(0);
    expect(out).toContain("Next:\n  cd shop\n");
  });

  test("a second time changes nothing, though the project has changed", () => {
    const folder = folderWith(WEB);
    run(folder, ["init", "--yes"]);
    put(folder, { "requirements.txt": "flask==3.1.0\npsycopg==3.2.0\n" });
    const before = treeOf(folder);
    const { status, out } = run(folder, ["init", "--yes", "--force"]);
    expect(status).toBe(0);
    expect(out).toContain("dockwright.yaml is there already and stays");
    expect(treeOf(folder)).toEqual(before);
  });

  test("keeps what a person wrote, and says so before it writes", () => {
    const folder = folderWith({
      ...WEB,
      Dockerfile: "FROM scratch\n",
      "DOCKER.md": "A=1\n",
    });
    const { status, out } = run(folder, ["init", "--yes"]);
    expect(status).toBe(1);
    expect(out.indexOf("Dockerfile, DOCKER.md are there already")).toBeLessThan(
      out.indexOf("dockwright.yaml"),
    );
    expect(out).toContain("--force would replace them");
    expect(out).toContain("dockwright generate --diff");
    expect(treeOf(folder)).toMatchObject({
      Dockerfile: "FROM scratch\n",
      "DOCKER.md": "A=1\n",
      "dockwright.yaml": expect.stringContaining("services:") as string,
      "compose.yaml": expect.stringContaining("services:") as string,
    });
  });

  test("says what a Dockerfile of a person's own means for compose.yaml", () => {
    const stages = "FROM a AS development\nFROM b AS production\n";
    const sentence =
      "compose.yaml builds the stages development and production, which it does not have";
    const told = (text: string) =>
      run(folderWith({ ...WEB, Dockerfile: text }), ["init", "--yes"]).out;
    expect(told("FROM scratch\n")).toContain(
      `Dockerfile is yours and stays. ${sentence}`,
    );
    expect(told(stages)).not.toContain(sentence);
  });

  test("tells once what is wrong", () => {
    const { err } = run(folderWith({ "package.json": "{}", "server.js": "" }), [
      "init",
      "--yes",
    ]);
    expect(err.match(/there is no package-lock.json/g)).toHaveLength(1);
  });

  test("leaves the .env.example of a project alone, and all fits", () => {
    const folder = folderWith({ ...WEB, ".env.example": "A=1\n" });
    expect(run(folder, ["init", "--yes"]).status).toBe(0);
    expect(run(folder, ["--check"]).status).toBe(0);
    const tree = treeOf(folder);
    expect(tree[".env.example"]).toBe("A=1\n");
    expect(tree["DOCKER.md"]).toContain("| `APP_UID`");
  });

  test("--force replaces it, with a copy beside it", () => {
    const folder = folderWith({ ...WEB, Dockerfile: "FROM scratch\n" });
    expect(run(folder, ["init", "--yes", "--force"]).status).toBe(0);
    expect(treeOf(folder)["Dockerfile.bak"]).toBe("FROM scratch\n");
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("--json says the same for a machine", () => {
    const folder = folderWith(WEB);
    const { status, out } = run(folder, ["init", "--yes", "--json"]);
    expect(status).toBe(0);
    const first = JSON.parse(out) as { files: object[]; findings: object[] };
    expect(first).toMatchObject({ spec: "dockwright.yaml", state: "written" });
    expect(first.findings).toContainEqual(
      expect.objectContaining({ file: "app.py", line: 3, certainty: "likely" }),
    );
    expect(first.files).toContainEqual(
      expect.objectContaining({ path: "compose.yaml", written: true }),
    );
    const again = run(folder, ["init", "--yes", "--json"]);
    expect(JSON.parse(again.out)).toEqual({
      spec: "dockwright.yaml",
      state: "exists",
      integrations: [],
    });
  });
});

const manifest = (data: object) => ({
  "package.json": JSON.stringify({ name: "shop", ...data }),
});

describe("init ends with 1 where a part of what it wrote does not run", () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "a front end with no server",
      {
        ...manifest({
          scripts: { dev: "vite", build: "vite build" },
          devDependencies: { vite: "6" },
        }),
        "index.html": "",
        "src/main.js": "",
      },
      "problem: package.json: Vite makes files for a browser, and nothing in production serves them",
      "run `npm install serve`",
    ],
    [
      "a database that is not made by itself",
      { ...WEB, "requirements.txt": "flask==3.1.0\npymysql==1.1.0\n" },
      "problem: requirements.txt:2: mysql is needed (pymysql is installed)",
      'write services.mysql: { image: "mysql:8.4"',
    ],
  ])("%s", (_, files, message, advice) => {
    const folder = folderWith(files);
    const { status, err } = run(folder, ["init", "--yes"]);
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(err).toContain(advice);
    expect(run(folder, ["--check"]).status).toBe(0);
  });
});

describe("init ends with 2, in one sentence, and changes nothing", () => {
  test.each<[string, Readonly<Record<string, string>>, string[], string]>([
    ["in an empty folder", {}, ["--yes"], "the folder is empty"],
    [
      "with a stack that is not known",
      { "go.mod": "module shop\n", "main.go": "package main\n" },
      ["--yes"],
      "this is a project in Go",
    ],
    [
      "with another stack that is not known",
      { Gemfile: "", "config.ru": "" },
      ["--yes"],
      "this is a project in Ruby",
    ],
    [
      "for engines that no image has",
      {
        ...manifest({ engines: { node: ">=99" }, main: "server.js" }),
        "server.js": "",
      },
      ["--yes"],
      'no official image of Node.js fits engines.node = ">=99"',
    ],
    ["where nothing runs", { "requirements.txt": "flask\n" }, ["--yes"], ""],
    ["without a terminal", WEB, [], "this is no terminal"],
    ["with --json alone", WEB, ["--json"], "--json does not answer"],
    ["for a folder that is not there", WEB, ["gone", "--yes"], "is no folder"],
    ["for an unknown option", WEB, ["--yse"], "did you mean --yes?"],
  ])("%s", (_, files, args, message) => {
    const folder = folderWith(files);
    const { status, out, err } = run(folder, ["init", ...args]);
    expect(status).toBe(2);
    expect(out + err).toContain(message);
    expect(err).not.toContain("defect");
    expect(treeOf(folder)).toEqual(files);
  });

  test("for two specs", () => {
    const files = { ...PROJECT, "dockwright.yaml": "", "dockwright.json": "" };
    const folder = folderWith(files);
    expect(run(folder, ["init", "--yes"])).toMatchObject({
      status: 2,
      err: expect.stringContaining("there are two specs") as string,
    });
  });
});
