import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../support/cli.ts";
import { folderWith, treeOf } from "../support/folder.ts";
import { WEB } from "../support/projects.ts";
import { inTerminal, KEYS } from "../support/terminal.ts";
import { THROUGH, walk } from "../support/walks.ts";

const { enter, interrupt, end } = KEYS;

const specOf = (folder: string) =>
  parse(readFileSync(join(folder, "dockwright.yaml"), "utf8")) as object;

describe("the wizard in a terminal", () => {
  test.each([{ NO_COLOR: "1" }, { NO_COLOR: "1", FORCE_COLOR: "1" }])(
    "without colours gets none: %j",
    async (more) => {
      const terminal = inTerminal(folderWith(WEB), ["init"], more);
      await walk(terminal, THROUGH.slice(0, 3));
      await terminal.answer("Which uid", interrupt);
      // eslint-disable-next-line no-control-regex
      expect((await terminal.end()).raw).not.toMatch(/\u001b\[[\d;]*m/);
    },
  );

  test("of 40 columns is enough", async () => {
    const folder = folderWith(WEB, "shop");
    const terminal = inTerminal(folder, ["init"], {}, 40);
    await terminal.answer("How do you want to begin?", enter);
    await terminal.answer("Write them?", enter);
    await terminal.answer("set up?", enter);
    expect(await terminal.end()).toMatchObject({ status: 0 });
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  const DUMB = { TERM: "dumb" };

  test("that cannot move its cursor is asked line by line, without an escape", async () => {
    const folder = folderWith(WEB, "shop");
    const terminal = inTerminal(folder, ["init"], DUMB);
    await walk(terminal, [
      ["How do you want to begin?", "2\n"],
      ["What is the project called?", "<\n"],
      ["How do you want to begin?", "7\n"],
      ["write a number from 1 to 3", "2\n"],
      ["What is the project called?", "store\n"],
      ["Who do the services run as?", "Root\n"],
      ["write lower-case letters", "\n"],
      ["Which uid", "\n"],
      ["Directories that web writes", "1\n"],
      ["Which backing services", "1 2\n"],
      ["Which version of postgres?", "16\n"],
      ["Which version of redis?", "\n"],
      ["Your own services", "1\n"],
      ["Write them?", "1\n"],
      ["What else is to be set up?", "\n"],
    ]);
    const { status, text, raw } = await terminal.end();
    expect(status, text).toBe(0);
    expect(raw).not.toContain("\u001b");
    expect(specOf(folder)).toMatchObject({
      name: "store",
      services: { postgres: { version: "16" }, redis: { backing: "redis" } },
    });
  });

  test.each([interrupt, end])(
    "that cannot move its cursor stops at %j",
    async (key) => {
      const folder = folderWith(WEB);
      const terminal = inTerminal(folder, ["init"], DUMB);
      await terminal.answer("How do you want to begin?", key);
      const { status, text } = await terminal.end();
      expect(status).toBe(130);
      expect(text).toContain("Stopped; nothing was written.");
      expect(treeOf(folder)).toEqual(WEB);
    },
  );
});
