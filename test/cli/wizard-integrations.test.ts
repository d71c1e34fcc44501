import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, treeOf } from "../support/folder.ts";
import { WEB } from "../support/projects.ts";
import { commit, repositoryIn } from "../support/repository.ts";
import { inTerminal, KEYS } from "../support/terminal.ts";

const { enter, down, space, escape } = KEYS;
const BEGIN = "How do you want to begin?";
const ELSE = "What else is to be set up?";
const OFFERED = [
  "make docker and docker-watch (Makefile)",
  "a pre-commit hook",
  "a step of CI",
];

describe("the wizard offers, beside the files,", () => {
  test("scripts, the hook and CI, and writes what is chosen", async () => {
    const folder = folderWith(WEB);
    repositoryIn(folder);
    const terminal = inTerminal(folder, ["init"]);
    await terminal.answer(BEGIN, enter);
    await terminal.answer("Write them?", enter);
    for (const each of OFFERED) await terminal.until(each);
    await terminal.answer(ELSE, escape);
    await terminal.answer("Write them?", enter);
    await terminal.answer(ELSE, space, down, space, enter);
    const { status, text } = await terminal.end();
    expect(status, text).toBe(0);
    const tree = treeOf(folder);
    expect(tree).toHaveProperty("Makefile");
    expect(tree).not.toHaveProperty([".github/workflows/dockwright.yml"]);
    expect(commit(folder)).toMatchObject({ status: 0 });
    put(folder, { Dockerfile: "FROM scratch\n" });
    expect(commit(folder)).toMatchObject({ status: 1 });
  });

  test("what an option names as chosen already", async () => {
    const folder = folderWith(WEB);
    const terminal = inTerminal(folder, ["init", "--ci"]);
    await terminal.answer(BEGIN, enter);
    await terminal.answer("Write them?", enter);
    await terminal.answer(ELSE, enter);
    expect(await terminal.end()).toMatchObject({ status: 0 });
    const tree = treeOf(folder);
    expect(tree).toHaveProperty([".github/workflows/dockwright.yml"]);
    expect(tree).not.toHaveProperty("Makefile");
  });

  test("no hook where there is no Git, and nothing where all is there", async () => {
    const folder = folderWith(WEB);
    const terminal = inTerminal(folder, ["init"]);
    await terminal.answer(BEGIN, enter);
    await terminal.answer("Write them?", enter);
    await terminal.answer(ELSE, space, down, space, enter);
    const { text } = await terminal.end();
    expect(text).not.toContain("pre-commit");
    const again = folderWith(treeOf(folder));
    run(again, ["generate"]);
    const { "dockwright.yaml": _, ...rest } = treeOf(again);
    const third = inTerminal(folderWith(rest), ["init"]);
    await third.answer(BEGIN, enter);
    await third.answer("Write them?", enter);
    const ended = await third.end();
    expect(ended.text).not.toContain(ELSE);
    expect(ended).toMatchObject({ status: 0 });
  });
});
