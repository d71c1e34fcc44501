import { describe, expect, test } from "vitest";
import { lookAround, newSpec } from "../src/init.ts";
import { folderWith } from "./support/folder.ts";
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
    expect(newSpec(found.spec!, found.detection).text).toContain(guess);
    const { text } = newSpec(changed, found.detection);
    expect(text).not.toContain(guess);
    expect(text).toContain(read);
  });
});
