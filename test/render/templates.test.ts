import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { templateNames } from "../../scripts/handlebars-plugin.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/render/render.ts";
import { everyKey, compiled, sourceOf } from "../support/specs.ts";

const ROOT = join(import.meta.dirname, "../../templates");
const NAMES = templateNames();
const read = (name: string) => readFileSync(join(ROOT, `${name}.hbs`), "utf8");

/** The templates that a template names, as far as they stand in it. */
const partials = (name: string) =>
  [...read(name).matchAll(/\{\{> *([\w/-]+)/g)].map(([, partial]) => partial!);

/** Every string of a plan that is a template's name. */
function* named(value: unknown): Generator<string> {
  if (typeof value === "string" && NAMES.includes(value)) yield value;
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) yield* named(inner);
}

const pip = (files: object, parts: object = {}) => ({
  files: files as Record<string, string>,
  source: sourceOf({
    name: "a",
    images: { web: { runtime: { python: "3.13" }, ...parts } },
    services: { web: { image: "web" } },
  }),
});

const SPECS = [
  everyKey(),
  pip(
    {
      "pyproject.toml": "[project]\nname='a'\n[build-system]\n",
      "uv.lock": "",
      "src/a.py": "",
    },
    { base: "python:3.13-alpine" },
  ),
  {
    files: {
      "package.json": '{ "scripts": { "prepare": "husky" } }',
      "a.js": "",
    },
    source: sourceOf({
      name: "a",
      images: { web: { runtime: { node: "24" } } },
      services: { web: { image: "web" } },
    }),
  },
  {
    files: {},
    source: sourceOf({ name: "a", services: { db: { backing: "postgres" } } }),
  },
];
const PLANS = SPECS.map(({ source, files }) =>
  plan(compiled(source, files).project),
);

describe("the templates", () => {
  test("are all used", () => {
    const used = new Set(PLANS.flatMap(({ files }) => [...named(files)]));
    for (const name of used)
      for (const partial of partials(name)) used.add(partial);
    expect(NAMES.filter((name) => !used.has(name))).toEqual([]);
  });

  test("name only templates that are there", () => {
    const missing = NAMES.flatMap(partials).filter(
      (name) => !NAMES.includes(name),
    );
    expect(missing).toEqual([]);
  });
});

type Node = hbs.AST.Node & { readonly [key: string]: unknown };

/** Every block and helper of a template, with how many `#if` are around it. */
function* callsIn(
  node: Node,
  depth = 0,
): Generator<{ name: string; depth: number }> {
  const { path } = node as unknown as { path?: hbs.AST.PathExpression };
  const name = path?.original ?? "";
  const isCondition = node.type === "BlockStatement" && name === "if";
  if (name !== "") yield { name, depth };
  for (const inner of Object.values(node)) {
    const nodes = (Array.isArray(inner) ? inner : [inner]) as unknown[];
    for (const each of nodes)
      if (typeof each === "object" && each !== null && "type" in each)
        yield* callsIn(each as Node, depth + Number(isCondition));
  }
}

describe.each(NAMES)("%s", (name) => {
  const text = read(name);
  const calls = [...callsIn(Handlebars.parse(text) as unknown as Node)];

  test("has at most 40 lines", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(41);
  });

  test("has no if in an if", () => {
    expect(
      calls.filter((call) => call.name === "if" && call.depth > 0),
    ).toEqual([]);
  });

  test("decides nothing", () => {
    const deciding = calls.filter((call) =>
      /^(?:eq|ne|lt|gt|and|or|not|switch|case)$/.test(call.name),
    );
    expect(deciding).toEqual([]);
    expect(text).not.toMatch(/\{\{\s*else if/);
  });
});

describe("a name that a template misspells", () => {
  const file = (template: string) => ({
    path: "a",
    kind: "lines" as const,
    template: "x",
    data: { name: "shop", list: [{ inner: 1 }], nested: { deep: null } },
    yields: false,
    source: template,
  });
  const rendered = (template: string) => {
    const compiledTemplate = new Function(
      `return ${String(Handlebars.precompile(template, { noEscape: true, strict: true }))}`,
    )() as object;
    return render([file(template)], "spec", { x: compiledTemplate })[0]!.text;
  };

  test.each([
    ["{{nmae}}", "nmae"],
    ["{{#if nmae}}x{{/if}}", "nmae"],
    ["{{#unless nmae}}x{{/unless}}", "nmae"],
    ["{{#each lsit}}x{{/each}}", "lsit"],
    ["{{#each list}}{{innner}}{{/each}}", "innner"],
    ["{{#each list}}{{#if innner}}x{{/if}}{{/each}}", "innner"],
    ["{{#with nested}}{{#if depe}}x{{/if}}{{/with}}", "depe"],
    ['{{> (lookup this "nmae")}}', "nmae"],
  ])("is told: %s", (template, name) => {
    expect(() => rendered(template)).toThrow(name);
  });

  test.each([
    ["{{name}} {{specFile}}", "shop spec"],
    ["{{#if nested.deep}}x{{else}}y{{/if}}", "y"],
    [
      "{{#each list}}{{inner}}-{{@index}}-{{@last}}-{{@root.name}}{{/each}}",
      "1-0-true-shop",
    ],
    ["{{json nested}}", '{\n  "deep": null\n}'],
  ])("is not one of these: %s", (template, expected) => {
    expect(rendered(template)).toBe(`${expected}\n`);
  });

  test("is a template's own, too", () => {
    const plan_ = {
      path: "a",
      kind: "lines" as const,
      template: "no/such",
      yields: false,
      data: {},
    };
    expect(() => render([plan_], "spec")).toThrow("no such template: no/such");
  });
});
