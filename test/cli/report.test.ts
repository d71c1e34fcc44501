import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf, WRITTEN } from "../support/folder.ts";

const CHANGED = SMALL["dockwright.yaml"]!.replace(
  "main.py]",
  "main.py, --fast]",
);

/** A project that was written, and whose spec has changed since. */
function changed() {
  const folder = folderWith(SMALL);
  run(folder);
  put(folder, { "dockwright.yaml": CHANGED });
  return folder;
}

describe("--check", () => {
  test("shows a unified diff that can be applied, and writes nothing", () => {
    const folder = changed();
    const before = treeOf(folder);
    const { status, out } = run(folder, ["--check"]);
    expect(status).toBe(1);
    expect(treeOf(folder)).toEqual(before);
    expect(out).toMatch(/^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n@@ /m);
    expect(out).toContain(
      '-CMD ["python", "app/main.py"]\n+CMD ["python", "app/main.py", "--fast"]',
    );
    execFileSync("patch", ["-p1", "--silent"], { cwd: folder, input: out });
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("shows what would be made, from nothing", () => {
    const folder = folderWith(SMALL);
    const { out } = run(folder, ["--check"]);
    expect(out).toMatch(/^--- \/dev\/null\n\+\+\+ b\/Dockerfile$/m);
    expect(out).toContain(
      `${WRITTEN.length} of ${WRITTEN.length} files do not fit dockwright.yaml; run \`dockwright generate\`.`,
    );
    expect(treeOf(folder)).toEqual(SMALL);
  });
});

describe("--diff and --dry-run", () => {
  test("show, and write what is to be written", () => {
    const folder = changed();
    const { status, out } = run(folder, ["--diff"]);
    expect(status).toBe(0);
    expect(out).toContain("+++ b/Dockerfile");
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("tell, and write nothing", () => {
    const folder = changed();
    const before = treeOf(folder);
    const { status, out } = run(folder, ["--dry-run"]);
    expect(status).toBe(0);
    expect(out).toContain("would change; nothing was written.");
    expect(out).not.toContain("+++");
    expect(treeOf(folder)).toEqual(before);
    expect(run(folder, ["--dry-run", "--diff"]).out).toContain(
      "+++ b/Dockerfile",
    );
  });
});

describe("a file of a person's", () => {
  test("is shown, kept and spoken of", () => {
    const folder = folderWith({ ...SMALL, "compose.yaml": "mine: true\n" });
    const { status, out, err } = run(folder);
    expect(status).toBe(1);
    expect(out).toContain("not written by dockwright, kept");
    expect(out).toContain("-mine: true");
    expect(err).toContain("compose.yaml: kept as it is.");
    expect(err).toContain("--force");
    expect(treeOf(folder)["compose.yaml"]).toBe("mine: true\n");
  });

  test("is replaced by force, with a copy each time", () => {
    const folder = folderWith({ ...SMALL, "compose.yaml": "one: 1\n" });
    expect(run(folder, ["--force"]).out).toContain(
      "replaced; yours is now compose.yaml.bak",
    );
    put(folder, { "compose.yaml": "two: 2\n" });
    expect(run(folder, ["--force"]).out).toContain(
      "yours is now compose.yaml.bak.1",
    );
    expect(treeOf(folder)).toMatchObject({
      "compose.yaml.bak": "one: 1\n",
      "compose.yaml.bak.1": "two: 2\n",
    });
  });

  test("shows nothing that moves the cursor", () => {
    const text = "\u001b[2Jmine\u0007\u202e\u2066 \r\n";
    const folder = folderWith({ ...SMALL, "compose.yaml": text });
    const { out, err } = run(folder, ["--diff"]);
    expect(out + err).not.toMatch(
      /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u,
    );
    expect(out).toContain("-\\u001b[2Jmine\\u0007\\u202e\\u2066 ");
  });
});

describe("--json", () => {
  const parse = (out: string) => JSON.parse(out) as Record<string, unknown>;

  test("tells of each file", () => {
    const folder = folderWith({ ...SMALL, "compose.yaml": "mine: true\n" });
    const { status, out, err } = run(folder, ["--json"]);
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(parse(out)).toMatchObject({
      spec: "dockwright.yaml",
      secrets: [],
      warnings: [],
      files: expect.arrayContaining([
        {
          path: "Dockerfile",
          state: "created",
          written: true,
          backup: null,
          diff: expect.stringContaining("+FROM") as string,
        },
        {
          path: "compose.yaml",
          state: "foreign",
          written: false,
          backup: null,
          diff: expect.stringContaining("-mine") as string,
        },
      ]) as unknown[],
    });
    expect(parse(run(folder, ["--json"]).out).files).toContainEqual({
      path: "Dockerfile",
      state: "unchanged",
      written: false,
      backup: null,
      diff: null,
    });
  });

  test("tells of problems", () => {
    const folder = folderWith({
      "dockwright.yaml":
        'name: Shop\nservices: { web: { image: "a:1" } }\nimges: {}\n',
    });
    const { status, out, err } = run(folder, ["--json"]);
    expect({ status, err }).toEqual({ status: 2, err: "" });
    expect(parse(out)).toMatchObject({
      error: "SpecError",
      problems: [
        {
          file: "dockwright.yaml",
          line: 1,
          column: 7,
          path: ["name"],
          message: 'found "Shop"',
        },
        {
          line: 3,
          column: 1,
          path: ["imges"],
          advice: "did you mean images?",
        },
      ],
    });
  });

  test.each([
    [["--json", "gone"]],
    [["--json", "--nope"]],
    [["generate", "--json", "a", "b"]],
  ])("tells of wrong use: %j", (args) => {
    const { status, out, err } = run(folderWith({}), args);
    expect({ status, err }).toEqual({ status: 2, err: "" });
    expect(parse(out)).toMatchObject({
      error: "UsageError",
      problems: [
        {
          message: expect.any(String) as string,
          advice: expect.any(String) as string,
        },
      ],
    });
  });
});

describe("a bad spec", () => {
  test("is shown with its lines, and what to write", () => {
    const folder = folderWith({
      "dockwright.yaml":
        "name: shop\nservices:\n  web: { image: 'nginx:1', depends_on: [] }\n",
    });
    expect(run(folder).err).toBe(
      [
        "dockwright.yaml:3:28 services.web.depends_on: no such key: depends_on",
        "  3 |   web: { image: 'nginx:1', depends_on: [] }",
        "    |                            ^",
        "  did you mean dependsOn?",
        "",
        "1 problem; nothing was written.",
        "",
      ].join("\n"),
    );
  });

  test("is shown on a line that fits, though its own is very long", () => {
    const spec = `{ name: shop, x-a: "${"é".repeat(5_000)}", nmae: 1, services: {} }`;
    const { err } = run(folderWith({ "dockwright.yaml": spec }));
    const lines = err.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(150);
    const mark = lines.findIndex(
      (line) => line.trim() === "| ^" || /\|\s+\^$/.test(line),
    );
    const [shown, below] = [lines[mark - 1]!, lines[mark]!];
    expect(shown.slice(below.indexOf("^"))).toMatch(/^nmae: 1/);
  });

  test("shows nothing that moves the cursor", () => {
    const folder = folderWith({
      "dockwright.yaml": 'name: "\\e[2J\u202e\u2066"\nservices: {}\n',
    });
    expect(run(folder).err).not.toMatch(
      /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u,
    );
  });

  test("has its warnings told, when it is good", () => {
    const folder = folderWith({ ...SMALL, "requirements.txt": "flask\n" });
    const { status, err } = run(folder);
    expect(status).toBe(0);
    expect(err).toMatch(
      /^warning: web: requirements\.txt does not hold every package to one version\n {2}write exact versions/,
    );
    expect(readFileSync(join(folder, "Dockerfile"), "utf8")).toContain("FROM");
  });
});
