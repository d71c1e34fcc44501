import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../support/cli.ts";
import { exampleFile } from "../support/examples.ts";
import { folderWith, treeOf } from "../support/folder.ts";
import { bareExample, WEB } from "../support/projects.ts";
import { inTerminal, KEYS } from "../support/terminal.ts";
import { THOTH, THROUGH, typed, walk } from "../support/walks.ts";

const { enter, escape, down, interrupt, end } = KEYS;

const specOf = (folder: string) =>
  parse(readFileSync(join(folder, "dockwright.yaml"), "utf8")) as object;

describe("the wizard", () => {
  test("builds the spec of thoth from nothing", async () => {
    const folder = bareExample("thoth");
    const terminal = inTerminal(folder, ["init"]);
    await walk(terminal, THOTH);
    const { status, text } = await terminal.end();
    expect(status, text).toBe(0);
    const expected = parse(exampleFile("thoth", "dockwright.yaml")) as {
      images: { thoth: { runtime: object } };
    };
    // Its version and its package manager stand in its own files.
    expected.images.thoth.runtime = { python: null };
    expect(specOf(folder)).toEqual(expected);
    expect(text).toContain("docker compose up --build --wait");
    expect(run(folder, ["--check"])).toMatchObject({ status: 0, err: "" });
  });

  test("goes through what was found, and changes what is answered", async () => {
    const folder = folderWith(WEB, "shop");
    const terminal = inTerminal(folder, ["init"]);
    await walk(terminal, THROUGH);
    const { status, text } = await terminal.end();
    expect(status, text).toBe(0);
    expect(specOf(folder)).toMatchObject({
      name: "shop",
      user: { uid: 1200, gid: 1300 },
      images: { web: { directories: ["uploads"] } },
      services: {
        web: { ports: [5000], dependsOn: ["redis"] },
        redis: { backing: "redis" },
      },
    });
  });

  test("goes back from each question to the one before", async () => {
    const folder = folderWith(WEB, "shop");
    const terminal = inTerminal(folder, ["init"]);
    for (const [index, step] of THROUGH.entries()) {
      if (index > 0) {
        await terminal.answer(step[0], escape);
        await walk(terminal, [THROUGH[index - 1]!]);
      }
      await walk(terminal, [step]);
    }
    const { status, text } = await terminal.end();
    expect(status, text).toBe(0);
    expect(specOf(folder)).toMatchObject({
      user: { uid: 1200, gid: 1300 },
      images: { web: { directories: ["uploads"] } },
    });
  });

  test.each(THROUGH.map(([question], index) => [question, index] as const))(
    "writes nothing when it is stopped at: %s",
    async (_, index) => {
      const folder = folderWith(WEB, "shop");
      const terminal = inTerminal(folder, ["init"]);
      await walk(terminal, THROUGH.slice(0, index));
      await terminal.answer(THROUGH[index]![0], interrupt);
      const { status, text, raw } = await terminal.end();
      expect(status).toBe(130);
      expect(text).toContain("Stopped; nothing was written.");
      expect(raw.lastIndexOf("\u001b[?25h")).toBeGreaterThanOrEqual(
        raw.lastIndexOf("\u001b[?25l"),
      );
      expect(treeOf(folder)).toEqual(WEB);
    },
  );

  // At a line that holds a text, readline itself takes Ctrl-D for deleting.
  test.each([0, 1])("is stopped by Ctrl-D at question %i", async (index) => {
    const folder = folderWith(WEB);
    const terminal = inTerminal(folder, ["init"]);
    await walk(terminal, THROUGH.slice(0, index));
    await terminal.answer(THROUGH[index]![0], end);
    const { status, text } = await terminal.end();
    expect(status).toBe(130);
    expect(text).toContain("Stopped; nothing was written.");
    expect(treeOf(folder)).toEqual(WEB);
  });

  test("says what is wrong with an answer, and takes another one", async () => {
    const folder = folderWith(WEB, "shop");
    const terminal = inTerminal(folder, ["init"]);
    await walk(terminal, THROUGH.slice(0, 1));
    await terminal.answer("called?", ...typed("Shop"));
    await terminal.answer("write lower-case letters", ...typed("store"));
    await terminal.answer("Who do the services run as?", interrupt);
    expect((await terminal.end()).text).toContain(
      "called? (Esc: back) store\n",
    );
  });

  test("shows the diff of every file before it writes, and can be left there", async () => {
    const folder = folderWith(WEB);
    const terminal = inTerminal(folder, ["init"]);
    await terminal.answer("How do you want to begin?", enter);
    await terminal.answer("Write them?", down, enter);
    await terminal.until("+FROM");
    await terminal.answer("Write them?", down, down, enter);
    await terminal.answer("Your own services", enter);
    await terminal.answer("Write them?", down, down, down, enter);
    expect(await terminal.end()).toMatchObject({ status: 130 });
    expect(treeOf(folder)).toEqual(WEB);
  });

  test("names files in the way, and replaces them when it is told to", async () => {
    const folder = folderWith({ ...WEB, Dockerfile: "FROM scratch\n" });
    const terminal = inTerminal(folder, ["init"]);
    await terminal.answer("How do you want to begin?", enter);
    await terminal.until("Dockerfile is there already");
    await terminal.answer("Write them?", down, enter);
    await terminal.answer("What else is to be set up?", enter);
    expect(await terminal.end()).toMatchObject({ status: 0 });
    expect(treeOf(folder)["Dockerfile.bak"]).toBe("FROM scratch\n");
  });
});
