import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";
import { SPEC, textOf, withPort } from "../support/watch.ts";

/** A text whose é is one byte, as Latin-1 has it. */
const latin = (text: string) => Buffer.from(text, "latin1");

function putBytes(folder: string, path: string, text: string): Buffer {
  const bytes = latin(text);
  writeFileSync(join(folder, path), bytes);
  return bytes;
}

const bytesOf = (folder: string, path: string) =>
  readFileSync(join(folder, path));

describe("a file that is not UTF-8 stays as it is", () => {
  test("as the spec, which is refused", () => {
    const folder = folderWith(SMALL);
    const before = putBytes(folder, SPEC, `# é\n${SMALL[SPEC]}`);
    for (const args of [[], ["--check"], ["add", "backing", "redis"]]) {
      const { status, err } = run(folder, args);
      expect(status).toBe(2);
      expect(err).toContain("dockwright.yaml is not UTF-8");
    }
    expect(bytesOf(folder, SPEC)).toEqual(before);
  });

  test.each(["Makefile", "package.json"])("as %s", (path) => {
    const folder = folderWith(SMALL);
    const text = path === "Makefile" ? "all:\n\techo é\n" : '{ "a": "é" }';
    const before = putBytes(folder, path, text);
    const { out } = run(folder, ["init", "--scripts"]);
    expect(out).toContain(`${path} stays as it is`);
    expect(bytesOf(folder, path)).toEqual(before);
  });

  test("as an edited file under --merge", () => {
    const folder = folderWith({ ...SMALL, [SPEC]: withPort(8001) });
    run(folder);
    const text = `${textOf(folder, "compose.yaml")}\n# é\n`;
    const before = putBytes(folder, "compose.yaml", text);
    put(folder, { [SPEC]: withPort(8002) });
    const { status, err } = run(folder, ["--merge"]);
    expect(status).toBe(1);
    expect(err).toContain("compose.yaml cannot be merged");
    expect(bytesOf(folder, "compose.yaml")).toEqual(before);
  });
});

test("a byte order mark outlasts add", () => {
  const folder = folderWith({ ...SMALL, [SPEC]: `\ufeff${SMALL[SPEC]}` });
  const { status, out } = run(folder, ["add", "backing", "redis"]);
  expect(status).toBe(0);
  expect(out).not.toContain("\ufeff");
  expect(textOf(folder, SPEC)).toMatch(/^\ufeffname: [^]*redis/);
  expect(run(folder, ["--check"]).status).toBe(0);
});
