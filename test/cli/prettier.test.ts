import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, type Options } from "prettier";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";

const FILES = {
  "compose.yaml": "yaml",
  "compose.production.yaml": "yaml",
  "DOCKER.md": "markdown",
} as const;
const SPEC = {
  ...SMALL,
  "dockwright.yaml": `${SMALL["dockwright.yaml"]!.trimEnd()}\n  db: { backing: postgres }\n`,
};

const read = (folder: string, path: string) =>
  readFileSync(join(folder, path), "utf8");

async function expectFormatted(
  folder: string,
  options: Options,
): Promise<void> {
  const plain = folderWith(SPEC);
  run(plain);
  for (const [path, parser] of Object.entries(FILES)) {
    const text = read(folder, path);
    expect(await format(text, { ...options, parser }), path).toBe(text);
    expect(text, path).not.toBe(read(plain, path));
  }
}

describe("the project's own prettier configuration", () => {
  const WIDE = { tabWidth: 4, proseWrap: "always", printWidth: 60 } as const;

  test.each<[string, Record<string, string>]>([
    ["in .prettierrc", { ".prettierrc": JSON.stringify(WIDE) }],
    [
      "in .prettierrc.yaml",
      {
        ".prettierrc.yaml": "tabWidth: 4\nproseWrap: always\nprintWidth: 60\n",
      },
    ],
    [
      "in prettier.config.mjs",
      { "prettier.config.mjs": `export default ${JSON.stringify(WIDE)};` },
    ],
    ["in package.json", { "package.json": JSON.stringify({ prettier: WIDE }) }],
  ])("is honoured %s", async (_, files) => {
    const folder = folderWith({ ...SPEC, ...files });
    const { status, err } = run(folder);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    await expectFormatted(folder, WIDE);
    expect(run(folder, ["--check"])).toMatchObject({ status: 0, err: "" });
  });

  test("is honoured for quotes", () => {
    const folder = folderWith({
      ...SPEC,
      ".prettierrc": '{ "singleQuote": true }',
    });
    run(folder);
    expect(read(folder, "compose.yaml")).toContain(
      "PGPORT: '5432'".replace("PGPORT", "context").replace("'5432'", "'.'"),
    );
    expect(read(folder, "compose.yaml")).not.toContain('"');
  });

  test("is honoured from the folder above, in the same repository", async () => {
    const above = folderWith({
      ".prettierrc": JSON.stringify(WIDE),
      ".git/HEAD": "",
    });
    put(join(above, "app"), SPEC);
    run(join(above, "app"));
    await expectFormatted(join(above, "app"), WIDE);
  });

  test("is not looked for beyond the repository", () => {
    const above = folderWith({ ".prettierrc": JSON.stringify(WIDE) });
    put(join(above, "app"), { ...SPEC, ".git/HEAD": "" });
    run(join(above, "app"));
    const plain = folderWith(SPEC);
    run(plain);
    expect(read(join(above, "app"), "compose.yaml")).toBe(
      read(plain, "compose.yaml"),
    );
  });

  test("is honoured in .editorconfig", () => {
    const folder = folderWith({
      ...SPEC,
      ".editorconfig":
        "root = true\n[*.yaml]\nindent_style = space\nindent_size = 4\n",
    });
    run(folder);
    expect(read(folder, "compose.yaml")).toMatch(
      /^services:\n {4}web:\n {8}build:/m,
    );
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("is honoured in .prettierignore", () => {
    const folder = folderWith({
      ...SPEC,
      ".prettierrc": JSON.stringify(WIDE),
      ".prettierignore": "compose.yaml\n",
    });
    run(folder);
    expect(read(folder, "compose.yaml")).toMatch(/^services:\n {2}web:/m);
    expect(read(folder, "compose.production.yaml")).toMatch(
      /^services:\n {4}web:/m,
    );
  });

  test("changes no Dockerfile, and nothing of ours becomes an edit", () => {
    const folder = folderWith(SPEC);
    run(folder);
    const before = treeOf(folder);
    put(folder, { ".prettierrc": JSON.stringify(WIDE) });
    expect(run(folder).status).toBe(0);
    expect(read(folder, "Dockerfile")).toBe(before.Dockerfile);
    expect(read(folder, "compose.yaml")).not.toBe(before["compose.yaml"]);
  });

  test.each<[string, Record<string, string>]>([
    ["no JSON", { ".prettierrc": "{ tabWidth" }],
    ["no module", { "prettier.config.mjs": "throw new Error('no');" }],
    [
      "a plugin that is not there",
      { ".prettierrc": '{ "plugins": ["prettier-plugin-gone"] }' },
    ],
    ["an option that is none", { ".prettierrc": '{ "tabWidth": "wide" }' }],
  ])("is told to be broken: %s", (_, files) => {
    const folder = folderWith({ ...SPEC, ...files });
    const before = treeOf(folder);
    const { status, out, err } = run(folder);
    expect(err).toMatch(/prettier/i);
    expect(err).not.toContain("defect");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(treeOf(folder)).toEqual(before);
  });
});

describe("the project's own prettier", () => {
  test("is the one that formats, in its own version", () => {
    const own =
      "exports.getFileInfo = async () => ({ ignored: false });\nexports.resolveConfig = async () => ({});\nexports.format = async (text) => text + '# own\\n';\n";
    const folder = folderWith({
      ...SPEC,
      ".prettierrc": "{}",
      "node_modules/prettier/package.json":
        '{ "name": "prettier", "version": "2.0.0", "main": "index.cjs" }',
      "node_modules/prettier/index.cjs": own,
    });
    expect(run(folder)).toMatchObject({ status: 0, err: "" });
    expect(read(folder, "compose.yaml")).toMatch(/# own\n$/);
  });
});
