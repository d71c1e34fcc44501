import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { run, start } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";

const { "dockwright.yaml": _, ...REST } = SMALL;
const withModule = (text: string) =>
  folderWith({ ...REST, "dockwright.config.mjs": text });

describe("a spec's module that does not come to its end", () => {
  test.each([
    "await new Promise(() => {});",
    "process.exit(0);",
    "process.exit(1);",
  ])("is told, and ends with 70: %s", (text) => {
    const folder = withModule(`${text}\nexport default {};\n`);
    for (const args of [[], ["--check"]]) {
      const { status, err } = run(folder, args);
      expect(status).toBe(70);
      expect(err).toContain("the spec's module never finished");
    }
    const { status, out } = run(folder, ["--check", "--json"]);
    expect(status).toBe(70);
    expect(JSON.parse(out)).toMatchObject({ error: "UnfinishedError" });
  });

  test("is ended by a second signal to watch", async () => {
    const folder = withModule(
      'import { writeFileSync } from "node:fs";\nwriteFileSync(new URL("started", import.meta.url), "");\nawait new Promise((end) => setTimeout(end, 20_000));\nexport default {};\n',
    );
    const { child, done } = start(folder, ["watch"]);
    for (let left = 500; left > 0; left--) {
      if (existsSync(join(folder, "started"))) break;
      await setTimeout(20);
    }
    child.kill("SIGINT");
    await setTimeout(200);
    expect(child.exitCode).toBeNull();
    child.kill("SIGINT");
    expect(await done).toMatchObject({ status: 130, err: "" });
  });
});

describe("the cache of a start", () => {
  test.each([
    { HOME: "", XDG_CACHE_HOME: "" },
    { HOME: "home", XDG_CACHE_HOME: "cache" },
  ])("is not kept in the project: %j", (environment) => {
    const folder = folderWith(SMALL);
    expect(run(folder, ["--dry-run"], environment).status).toBe(0);
    expect(treeOf(folder)).toEqual(SMALL);
  });

  test("takes away nobody else's file", () => {
    const folder = folderWith(SMALL);
    const cache = join(folder, "../cache");
    mkdirSync(cache);
    put(cache, { "dockwright/mine": "", "dockwright/v1.0.0-x64-1-2.bin": "" });
    run(folder, ["--dry-run"], { XDG_CACHE_HOME: cache });
    expect(readdirSync(join(cache, "dockwright"))).toContain("mine");
  });
});
