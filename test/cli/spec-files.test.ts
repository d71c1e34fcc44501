import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, SMALL, treeOf } from "../support/folder.ts";

const YAML = SMALL["dockwright.yaml"]!;
const { "dockwright.yaml": _spec, ...SOURCES } = SMALL;
const DATA = {
  name: "small",
  images: { web: { runtime: { python: "3.13" } } },
  services: { web: { image: "web", command: ["python", "app/main.py"] } },
};
const JSON_TEXT = JSON.stringify(DATA);

/** What is generated is the same but for the spec's name. */
const generatedFrom = (name: string, text: string) => {
  const folder = folderWith({ ...SOURCES, [name]: text });
  const { status, err } = run(folder);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  return readFileSync(join(folder, "Dockerfile"), "utf8")
    .replaceAll(name, "dockwright.yaml")
    .replace(/digest: \w+/, "digest");
};
const EXPECTED = () => generatedFrom("dockwright.yaml", YAML);

describe("a spec", () => {
  test.each<[string, string, string]>([
    ["in YAML", "dockwright.yml", YAML],
    [
      "with Windows' line ends",
      "dockwright.yaml",
      YAML.replaceAll("\n", "\r\n"),
    ],
    ["with a byte order mark", "dockwright.yaml", `\uFEFF${YAML}`],
    ["in JSON", "dockwright.json", JSON_TEXT],
    ["in JSON, with tabs", "dockwright.json", JSON.stringify(DATA, null, "\t")],
    [
      "in JSON, with a byte order mark",
      "dockwright.json",
      `\uFEFF${JSON_TEXT}`,
    ],
    [
      "in TypeScript",
      "dockwright.config.ts",
      `const spec: object = ${JSON_TEXT};\nexport default spec;`,
    ],
    [
      "in TypeScript, with a package that is not installed",
      "dockwright.config.ts",
      `import { defineProject } from "dockwright";\nexport default defineProject(${JSON_TEXT});`,
    ],
    [
      "in TypeScript, with its types",
      "dockwright.config.mts",
      `import { defineProject, type Spec } from "dockwright";\nexport default defineProject(${JSON_TEXT} satisfies Spec);`,
    ],
    ["in JavaScript", "dockwright.config.js", `export default ${JSON_TEXT};`],
    [
      "in JavaScript, as a promise",
      "dockwright.config.mjs",
      `export default Promise.resolve(${JSON_TEXT});`,
    ],
  ])("%s is read", (_, name, text) => {
    expect(generatedFrom(name, text)).toBe(EXPECTED());
  });

  test("in TypeScript may import what stands beside it", () => {
    const folder = folderWith({
      ...SOURCES,
      "dockwright.config.ts":
        'import { name } from "./name.ts";\nimport data from "./data.json";\nexport default { ...data, name };',
      "name.ts": "export const name: string = 'small';",
      "data.json": JSON_TEXT,
    });
    expect(run(folder)).toMatchObject({ status: 0, err: "" });
  });

  test.each([
    "two words",
    "ünï cödé 日本",
    "q'u\"o`te",
    "100% $HOME #1",
    "-dash",
  ])("is found in a folder called %j, in either form", (name) => {
    for (const [file, text] of [
      ["dockwright.yaml", YAML],
      [
        "dockwright.config.ts",
        `import { defineProject } from "dockwright";\nexport default defineProject(${JSON_TEXT});`,
      ],
    ] as const) {
      const folder = folderWith({ ...SOURCES, [file]: text }, name);
      expect(run(folder)).toMatchObject({ status: 0, err: "" });
      expect(run(join(folder, ".."), ["--check", `./${name}`])).toMatchObject({
        status: 0,
        err: "",
      });
    }
  });
});

describe("a module that is no spec", () => {
  test.each<[string, string, string]>([
    ["throws", 'throw new Error("no\\nway");', "cannot be run: no"],
    ["throws a text", 'throw "no way";', "cannot be run: no way"],
    ["throws nothing", "throw undefined;", "cannot be run"],
    ["has an error of syntax", "export default {", "cannot be run"],
    [
      "imports what is not there",
      'import "./gone.ts";\nexport default {};',
      "cannot be run",
    ],
    ["exports nothing", "export const name = 1;", "dockwright.config.ts:1:1"],
    [
      "exports a function",
      `export default () => (${JSON_TEXT});`,
      "found a function",
    ],
    [
      "exports a function far in",
      "export default { name: 'a', services: { web: { image: 'a:1', init: () => 1 } } };",
      "dockwright.config.ts:1:68 services.web.init: found a function",
    ],
    [
      "rejects",
      "export default Promise.reject(new Error('no way'));",
      "cannot be run: no way",
    ],
  ])("as it %s is told so", (_, text, message) => {
    const files = { ...SOURCES, "dockwright.config.ts": text };
    const folder = folderWith(files);
    const { status, out, err } = run(folder);
    expect(err).toContain(message);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(treeOf(folder)).toEqual(files);
  });
});

describe("templates of one's own", () => {
  const SPEC = `${YAML}templates: mine\n`;
  const withTemplates = (files: Record<string, string>) =>
    folderWith({ ...SMALL, "dockwright.yaml": SPEC, ...files });

  test("replace ours of the same name", () => {
    const folder = withTemplates({
      "mine/docs/guide.hbs":
        "<!--\ndockwright-digest: 0000000000000000\n-->\n\n# Mine: {{name}}\n",
      "mine/notes.md": "not a template",
    });
    expect(run(folder)).toMatchObject({ status: 0, err: "" });
    expect(readFileSync(join(folder, "DOCKER.md"), "utf8")).toContain(
      "# Mine: small\n",
    );
    expect(existsSync(join(folder, "Dockerfile"))).toBe(true);
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("may use our helpers, and our other templates", () => {
    const folder = withTemplates({
      "mine/bake/bake.hbs": "{{json document}}",
      "mine/docs/guide.hbs": "{{table services}}\n{{> docs/trouble}}",
    });
    expect(run(folder)).toMatchObject({ status: 0, err: "" });
  });

  test.each<[string, Record<string, string>, string]>([
    [
      "replaces nothing",
      { "mine/docs/giude.hbs": "" },
      "mine/docs/giude.hbs replaces no template",
    ],
    [
      "is called like what every object has",
      { "mine/constructor.hbs": "" },
      "mine/constructor.hbs replaces no template",
    ],
    [
      "cannot be compiled",
      { "mine/docs/guide.hbs": "{{#if}" },
      "mine/docs/guide.hbs cannot be compiled",
    ],
    ["names what is not there", { "mine/docs/guide.hbs": "{{nmae}}" }, "nmae"],
    [
      "names a template that is not there",
      { "mine/docs/guide.hbs": "{{> docs/giude}}" },
      "docs/giude",
    ],
    ["lies nowhere", {}, "mine is no folder"],
    ["lies in a file", { mine: "" }, "mine is no folder"],
  ])("are refused where one %s", (_, files, message) => {
    const folder = withTemplates(files);
    const before = treeOf(folder);
    const { status, out, err } = run(folder);
    expect(err).toContain(message);
    expect(err).not.toContain("defect");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(treeOf(folder)).toEqual(before);
  });

  test("are not looked for outside the project", () => {
    const folder = folderWith({
      ...SMALL,
      "dockwright.yaml": `${YAML}templates: ../..\n`,
    });
    const { status, err } = run(folder);
    expect(status).toBe(2);
    expect(err).toContain('templates: found "../.."');
  });
});
