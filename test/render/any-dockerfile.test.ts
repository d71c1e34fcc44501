import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Project } from "../../src/model/project.ts";
import type { Spec } from "../../src/spec/schema/project.ts";
import { anySpec, type AnySpec } from "../support/arbitrary/spec.ts";
import {
  instructionsOf,
  type ParsedInstruction,
} from "../support/dockerfile.ts";
import { compiled, sourceOf } from "../support/specs.ts";

const RUNS = { numRuns: 100 };

/** The same spec with a tame word for each wicked one, at the places that a Dockerfile shows. */
function tame(spec: Spec): Spec {
  const word = (text: string) => (text.includes("${") ? "${A}" : "x");
  const words = (value: unknown): unknown => {
    if (typeof value === "string") return word(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(words);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, words(inner)]),
    );
  };
  const with_ = <Part extends object>(part: Part, keys: readonly string[]) =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [
        name,
        keys.includes(name) ? words(value) : value,
      ]),
    );
  const each = <Part extends object>(
    parts: Record<string, Part>,
    change: (part: Part) => object,
  ) =>
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, change(part)]),
    );
  const commands = ["command", "entrypoint"];
  return {
    ...spec,
    images: each(spec.images ?? {}, (image) =>
      with_(image, ["environment", "args", "labels", "run"]),
    ),
    services: each(spec.services, (service) => ({
      ...with_(service, commands),
      ...(service.development && {
        development: with_(service.development, commands),
      }),
      ...(service.production && {
        production: with_(service.production, commands),
      }),
    })),
  } as Spec;
}

const dockerfiles = (spec: Spec, { files }: AnySpec) => {
  const { project, files: rendered } = compiled(sourceOf(spec), files);
  return project.images.map((image) => {
    const { text } = rendered.find(({ path }) => path === image.dockerfile)!;
    return { image, text, steps: instructionsOf(text) };
  });
};

const forEachDockerfile = (
  check: (dockerfile: ReturnType<typeof dockerfiles>[number]) => void,
) =>
  fc.assert(
    fc.property(anySpec, (any) => dockerfiles(any.spec, any).forEach(check)),
    RUNS,
  );

const pairsOf = (steps: readonly ParsedInstruction[], keyword: string) =>
  steps
    .filter((step) => step.keyword === keyword)
    .flatMap(({ pairs }) => pairs);

/** What a person's own commands are, in the order of the stages. */
const ownCommands = ({ run }: Project["images"][number]) => [
  ...run.base.root,
  ...run.builder.root,
  ...run.development.root,
  ...run.development.user,
  ...run.production.root,
  ...run.production.user,
];

describe("in the Dockerfile of any accepted spec", () => {
  test("there is no instruction but those of a tame one", () => {
    const shape = ({ keyword, text }: ParsedInstruction) =>
      keyword === "FROM" ? text : keyword;
    fc.assert(
      fc.property(anySpec, (any) => {
        const wicked = dockerfiles(any.spec, any);
        const meek = dockerfiles(tame(any.spec), any);
        expect(wicked.map(({ steps }) => steps.map(shape))).toEqual(
          meek.map(({ steps }) => steps.map(shape)),
        );
      }),
      RUNS,
    );
  });

  test("every ENV, ARG and LABEL arrives unchanged", () => {
    forEachDockerfile(({ image, steps }) => {
      const env = Object.fromEntries(pairsOf(steps, "ENV"));
      expect(env).toMatchObject(image.environment);
      const labels = pairsOf(steps, "LABEL");
      expect(labels).toEqual(Object.entries(image.labels));
      const globals = steps.slice(
        0,
        steps.findIndex(({ keyword }) => keyword === "FROM"),
      );
      expect(pairsOf(globals, "ARG")).toEqual(Object.entries(image.args));
    });
  });

  test("every CMD arrives unchanged", () => {
    forEachDockerfile(({ image, steps }) => {
      const words = steps
        .filter(({ keyword }) => keyword === "CMD")
        .map(({ text }) => JSON.parse(text.replace(/^CMD /, "")) as unknown);
      const { development, production } = image.command;
      expect(words).toEqual(
        [development, production].filter((each) => each !== null),
      );
    });
  });

  test("every command of a person's ends where it should", () => {
    forEachDockerfile(({ image, steps }) => {
      const own = steps.flatMap(({ text }) => {
        const [, , script] =
          /^RUN <<'(\w+)'\nset -eu\n([\s\S]*)\n\1$/.exec(text) ?? [];
        return script ?? [];
      });
      expect(own).toEqual(ownCommands(image));
    });
  });

  test("the line after a here-document is empty, for hadolint's sake", () => {
    forEachDockerfile(({ text, steps }) => {
      for (const step of steps.filter(({ text: own }) =>
        own.startsWith("RUN <<"),
      )) {
        const behind = text.indexOf(step.text) + step.text.length;
        expect(text.slice(behind, behind + 2)).toMatch(/^\n\n?$/);
      }
    });
  });
});
