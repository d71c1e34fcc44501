import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { compiledExample, exampleNames } from "../support/examples.ts";
import { compiled, everyKey, sourceOf } from "../support/specs.ts";

const PARSERS = { yaml: "yaml", markdown: "markdown" } as const;

const { source, files } = everyKey();
const SPECS = [
  ["every-key", compiled(source, files)],
  [
    "no image",
    compiled(sourceOf({ name: "a", services: { web: { image: "nginx:1" } } })),
  ],
  ...(await Promise.all(
    exampleNames().map(
      async (name) => [name, await compiledExample(name)] as const,
    ),
  )),
] as const;

const FILES = SPECS.flatMap(([name, { files: rendered }]) =>
  rendered.flatMap(({ path, kind, text }) =>
    kind === "yaml" || kind === "markdown"
      ? [{ name: `${name}/${path}`, kind, text }]
      : [],
  ),
);

/** Prettier is loaded only where a project configures it, so our own layout is its default one. */
describe("what prettier's defaults would write", () => {
  test.each(FILES)("is what stands in $name", async ({ kind, text }) => {
    expect(await format(text, { parser: PARSERS[kind] })).toBe(text);
  });
});
