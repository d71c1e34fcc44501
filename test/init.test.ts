import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lookAround, newSpec } from "../src/init.ts";
import { folderWith, put } from "./support/folder.ts";
import { WEB } from "./support/projects.ts";

describe("what is said about a guess", () => {
  test("stands beside what is as it was detected, and beside nothing else", () => {
    const found = lookAround(folderWith(WEB));
    const web = found.spec!.services.web!;
    const changed = {
      ...found.spec!,
      services: { web: { ...web, ports: [8000] } },
    };
    const guess = "# a guess: port 5000";
    const read = "# likely, from app.py:3";
    expect(newSpec(found.spec!, found).text).toContain(guess);
    const { text } = newSpec(changed, found);
    expect(text).not.toContain(guess);
    expect(text).toContain(read);
  });
});

describe("the schema that a new spec names for editors", () => {
  const SCHEMA = "node_modules/dockwright/schemas/dockwright.schema.json";
  const NODE = { "package.json": '{ "scripts": { "start": "node a.js" } }' };

  test.each<[string, Record<string, string>, string, string | null]>([
    ["is none where npx alone runs it", WEB, "", null],
    [
      "is the package's, which a Node project installs",
      NODE,
      "",
      `./${SCHEMA}`,
    ],
    [
      "is the package's, where it is installed",
      { ...WEB, [SCHEMA]: "{}" },
      "",
      `./${SCHEMA}`,
    ],
    [
      "is the one at the top of a monorepo",
      { ...NODE, ".git/HEAD": "", [SCHEMA]: "{}" },
      "apps/web",
      `../../${SCHEMA}`,
    ],
    [
      "is none of a folder beyond the repository",
      { [SCHEMA]: "{}", "apps/web/.git/HEAD": "" },
      "apps/web",
      null,
    ],
    [
      "is none of a folder above without a repository",
      { [SCHEMA]: "{}" },
      "apps/web",
      null,
    ],
  ])("%s", (_, files, inside, expected) => {
    const top = folderWith(files);
    const root = join(top, inside);
    put(root, WEB);
    const found = lookAround(root);
    expect(found.schema).toBe(expected);
    const [first] = newSpec(found.spec!, found).text.split("\n");
    expect(first).toBe(
      expected === null
        ? "name: " + found.spec!.name
        : `# yaml-language-server: $schema=${expected}`,
    );
  });
});
