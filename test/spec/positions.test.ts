import { describe, expect, test } from "vitest";
import { formatPath } from "../../src/spec/problem.ts";
import { readModule } from "../../src/spec/read-module.ts";
import { readYaml } from "../../src/spec/read-yaml.ts";
import { problemsOf } from "../support/specs.ts";

/** The line and column of a mark `»` in a text, and the text without it. */
function marked(text: string) {
  const before = text.slice(0, text.indexOf("»")).split("\n");
  return {
    text: text.replace("»", ""),
    place: { line: before.length, column: before.at(-1)!.length + 1 },
  };
}

type Case = readonly [string, readonly PropertyKey[], boolean, string];

const YAML: readonly Case[] = [
  ["a scalar", ["name"], false, "name: »Shop"],
  ["a key", ["nme"], true, "»nme: shop"],
  [
    "a key far in",
    ["services", "web", "depends_on"],
    true,
    "services:\n  web:\n    »depends_on: [db]",
  ],
  [
    "an item in brackets",
    ["services", "web", "ports", 1],
    false,
    "services: { web: { ports: [1, »2] } }",
  ],
  [
    "an item behind a dash",
    ["services", "web", "ports", 1],
    false,
    "services:\n  web:\n    ports:\n      - 1\n      - »2",
  ],
  ["a mapping", ["services", "web"], false, "services:\n  web:\n    »image: x"],
  [
    "a key without a value",
    ["services", "web"],
    false,
    "services:\n  »web:\n  db: {}",
  ],
  [
    "something that is not there: what is around it",
    ["services", "web", "image"],
    false,
    "services:\n  web:\n    »ports: []",
  ],
  [
    "a value in an anchor, through its alias",
    ["services", "b", "ports", 0],
    false,
    "services:\n  a: &a\n    ports: [»x]\n  b: *a",
  ],
  ["a quoted key", ["services", "a b"], true, 'services:\n  »"a b": {}'],
  [
    "a numeric key",
    ["services", "1", "image"],
    false,
    "services:\n  1:\n    image: »x",
  ],
  ["a value behind a tab and an emoji", ["name"], false, 'name: \t»"🐳"'],
  [
    "a value after CRLF",
    ["services", "web"],
    false,
    "name: a\r\nservices:\r\n  web: »5\r\n",
  ],
];

const JSON_FILE: readonly Case[] = [
  ["a value", ["name"], false, '{\n  "name": »"Shop"\n}'],
  ["a key", ["nme"], true, '{\n  »"nme": "shop"\n}'],
  [
    "an item",
    ["services", "web", "ports", 1],
    false,
    '{"services": {"web": {"ports": [1, »"x"]}}}',
  ],
  [
    "a value after tabs",
    ["services", "web", "image"],
    false,
    '{\n\t"services": {\n\t\t"web": {\n\t\t\t"image": »5\n\t\t}\n\t}\n}',
  ],
];

const MODULE: readonly Case[] = [
  [
    "a value",
    ["name"],
    false,
    'import { defineProject } from "dockwright";\nexport default defineProject({\n  name: »"Shop",\n});',
  ],
  [
    "a key",
    ["services", "web", "depends_on"],
    true,
    'export default defineProject({ services: { web: { »depends_on: ["db"] } } });',
  ],
  [
    "an item",
    ["services", "web", "ports", 1],
    false,
    "export default { services: { web: { ports: [1, »2] } } };",
  ],
  [
    "a quoted key",
    ["services", "a-b", "image"],
    false,
    'export default { services: { "a-b": { image: »5 } } };',
  ],
  [
    "a value behind comments with brackets",
    ["name"],
    false,
    'export default {\n  // { [ (\n  /* name: "x", { */\n  name: »"Shop",\n};',
  ],
  [
    "a value behind texts with brackets",
    ["name"],
    false,
    'export default { a: "{ name: [", b: \'it\\\'s }\', c: `}{`, name: »"Shop" };',
  ],
  [
    "an item behind a nested list",
    ["services", "web", "ports", 2],
    false,
    "export default { services: { web: { ports: [[1, 2], { a: 1 }, »3] } } };",
  ],
  [
    "a value behind a call",
    ["name"],
    false,
    'export default { user: make({ name: 1 }, [2]), name: »"Shop" };',
  ],
  [
    "a typed spec",
    ["name"],
    false,
    'const spec: Spec = { name: "a" };\nexport default defineProject({ name: »"B" } satisfies Spec);',
  ],
  [
    "what is computed elsewhere: the literal around it",
    ["services", "web", "ports"],
    false,
    "const web = {};\nexport default { name: 1, services: »{ web } };",
  ],
  [
    "what is spread: the literal around it",
    ["services"],
    false,
    "export default defineProject(»{ ...base });",
  ],
  ["the whole", [], false, "export default »{};"],
];

describe.each([
  ["YAML", YAML, (text: string) => readYaml(text, "spec")],
  ["JSON", JSON_FILE, (text: string) => readYaml(text, "spec")],
  ["a module", MODULE, (text: string) => readModule({}, text, "spec")],
])("%s locates", (_, cases, read) => {
  test.each(cases)("%s", (_name, path, atKey, code) => {
    const { text, place } = marked(code);
    const source = read(text);
    expect(source.syntaxErrors).toEqual([]);
    expect(source.locate(path, atKey)).toEqual(place);
  });
});

describe("a problem's place", () => {
  const data = {
    name: "shop",
    services: { web: { image: "nginx:1.26", depends_on: [] } },
  };

  test.each([
    [
      "dockwright.yaml",
      readYaml(
        "name: shop\nservices:\n  web:\n    image: nginx:1.26\n    depends_on: []\n",
        "dockwright.yaml",
      ),
      "dockwright.yaml:5:5",
    ],
    [
      "dockwright.json",
      readYaml(JSON.stringify(data, null, 2), "dockwright.json"),
      "dockwright.json:6:7",
    ],
    [
      "dockwright.config.ts",
      readModule(
        data,
        `export default ${JSON.stringify(data, null, 2)};`,
        "dockwright.config.ts",
      ),
      "dockwright.config.ts:6:7",
    ],
  ])("in %s is the key's own", (_, source, expected) => {
    const [problem, ...others] = problemsOf(source);
    expect(others).toEqual([]);
    const { file, line, column, path } = problem!;
    expect(`${file}:${line}:${column}`).toBe(expected);
    expect(formatPath(path)).toBe("services.web.depends_on");
  });
});
