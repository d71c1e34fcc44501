import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";
import { WEB } from "../support/projects.ts";
import {
  commit,
  git,
  link,
  repositoryIn,
  runProgram,
} from "../support/repository.ts";
import { SPEC, textOf, withPort } from "../support/watch.ts";

const NODE = { ...SMALL, "package.json": '{ "private": true }\n' };

/** A project with a spec that was changed after its files were written. */
function drifted(files = SMALL): string {
  const folder = folderWith(files);
  link(folder);
  expect(run(folder).status).toBe(0);
  const { status } = run(folder, ["init", "--scripts", "--ci"]);
  expect(status).toBe(0);
  put(folder, { [SPEC]: withPort(4242) });
  expect(run(folder, ["--check"]).status).toBe(1);
  return folder;
}

describe("after a change of the spec", () => {
  test.each([
    ["npm run docker:generate", NODE],
    ["make docker", SMALL],
    ["make", SMALL],
  ])("%s writes the files again", (command, files) => {
    const folder = drifted(files);
    const [program = "", ...words] = command.split(" ");
    const ran = runProgram(folder, program, words);
    expect(ran, ran.err).toMatchObject({ status: 0 });
    expect(textOf(folder, "compose.yaml")).toContain("4242");
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test.each([
    ["npx", NODE],
    ["npx", SMALL],
  ])("what CI runs ends with 1, by %s", (_, files) => {
    const folder = drifted(files);
    const workflow = textOf(folder, ".github/workflows/dockwright.yml");
    const { steps } = (
      parse(workflow) as { jobs: { check: { steps: { run?: string }[] } } }
    ).jobs.check;
    const check = ["-c", steps.at(-1)!.run!];
    expect(runProgram(folder, "sh", check)).toMatchObject({
      status: 1,
      out: expect.stringContaining("do not fit dockwright.yaml") as string,
    });
    run(folder);
    expect(runProgram(folder, "sh", check).status).toBe(0);
  });
});

describe("beside a spec that is there", () => {
  test("nothing is written but what is asked for, and once", () => {
    const folder = folderWith(SMALL);
    const { out } = run(folder, ["init", "--scripts", "--ci"]);
    expect(out).toContain("dockwright.yaml is there already and stays");
    expect(out).toMatch(/Makefile +with docker and docker-watch/);
    const after = treeOf(folder);
    const made = [".github/workflows/dockwright.yml", "Makefile"];
    expect(after).toEqual({
      ...SMALL,
      ...Object.fromEntries(made.map((path) => [path, expect.any(String)])),
    });
    expect(run(folder, ["init", "--scripts", "--ci"]).status).toBe(0);
    expect(treeOf(folder)).toEqual(after);
  });

  test("a Node project is told to install what they call", () => {
    const node = folderWith(NODE);
    const needed = "`npm install --save-dev dockwright`";
    expect(run(node, ["init", "--scripts"]).out).toContain(needed);
    const dependent = folderWith({
      ...NODE,
      "package.json": '{ "devDependencies": { "dockwright": "1" } }',
    });
    const { out } = run(dependent, ["init", "--scripts"]);
    expect(out).not.toContain(needed);
  });

  test("--json tells where each stands, and what is left to a person", () => {
    const folder = folderWith(SMALL);
    repositoryIn(folder);
    put(folder, { ".git/hooks/pre-commit": "#!/bin/sh\n" });
    const { out } = run(folder, ["init", "--hook", "--ci", "--json"]);
    expect(JSON.parse(out)).toEqual({
      spec: SPEC,
      state: "exists",
      integrations: [
        {
          name: "hook",
          file: null,
          said: ".git/hooks/pre-commit stays as it is: add this line to it",
          lines: [expect.stringContaining("generate --check")],
          needs: null,
        },
        {
          name: "ci",
          file: join(folder, ".github/workflows/dockwright.yml"),
          said: expect.any(String) as string,
          lines: [],
          needs: null,
        },
      ],
    });
  });
});

describe("init --yes", () => {
  test("sets nothing up that no option names", () => {
    const folder = folderWith(WEB);
    repositoryIn(folder);
    const hooks = () => Object.keys(treeOf(join(folder, ".git/hooks")));
    const before = hooks();
    run(folder, ["init", "--yes"]);
    expect(hooks()).toEqual(before);
    const paths = Object.keys(treeOf(folder));
    expect(paths).not.toContain("Makefile");
    expect(paths.filter((path) => path.startsWith(".github"))).toEqual([]);
  });

  test("sets all up together with the first files", () => {
    const folder = folderWith(WEB);
    repositoryIn(folder);
    const words = ["init", "--yes", "--scripts", "--hook", "--ci"];
    expect(run(folder, words)).toMatchObject({ status: 0, err: "" });
    expect(commit(folder)).toMatchObject({ status: 0 });
    expect(git(folder, "ls-files")).toContain(
      ".github/workflows/dockwright.yml",
    );
    put(folder, { Dockerfile: "FROM scratch\n" });
    expect(commit(folder)).toMatchObject({ status: 1 });
  });

  test("--hook outside of a repository ends with 2, and writes nothing", () => {
    const folder = folderWith(WEB);
    expect(run(folder, ["init", "--yes", "--hook"])).toMatchObject({
      status: 2,
      err: expect.stringContaining("--hook needs a Git repository") as string,
    });
    expect(treeOf(folder)).toEqual(WEB);
  });
});

describe("what cannot be written beside the files", () => {
  test.each([
    ["--yes", WEB],
    ["beside a spec", SMALL],
  ])("is told, and ends with 1: %s", (_, files) => {
    const folder = folderWith({ ...files, Makefile: "all:\n" });
    repositoryIn(folder);
    chmodSync(join(folder, "Makefile"), 0o444);
    symlinkSync("nowhere", join(folder, ".git/hooks/pre-commit"));
    const words = ["init", "--yes", "--scripts", "--hook", "--ci"];
    const { status, out, err } = run(folder, words);
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out).toMatch(/Makefile could not be written: .*read-only/);
    expect(out).toMatch(/pre-commit could not be written: .*is a link/);
    expect(treeOf(folder)).toMatchObject({
      Makefile: "all:\n",
      ".github/workflows/dockwright.yml": expect.any(String) as string,
    });
  });
});
