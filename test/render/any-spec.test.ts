import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { planBake } from "../../src/plan/plan-bake.ts";
import { planCompose } from "../../src/plan/compose/plan-compose.ts";
import { anySpec, type AnySpec } from "../support/arbitrary/spec.ts";
import { compiled, sourceOf } from "../support/specs.ts";

const RUNS = { numRuns: 100 };

const filesOf = ({ spec, files }: AnySpec) => {
  const { project, files: rendered } = compiled(sourceOf(spec), files);
  const text = (path: string) =>
    rendered.find((file) => file.path === path)!.text;
  return { project, rendered, text };
};

const plain = (data: unknown) => JSON.parse(JSON.stringify(data)) as unknown;

describe("any accepted spec", () => {
  test("is rendered, and the same each time", () => {
    fc.assert(
      fc.property(anySpec, (any) => {
        const { rendered } = filesOf(any);
        expect(filesOf(any).rendered).toEqual(rendered);
        for (const { text } of rendered) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toContain("\0");
          expect(text.endsWith("\n")).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("has Compose files that are read back as they were planned", () => {
    fc.assert(
      fc.property(anySpec, (any) => {
        const { project, text } = filesOf(any);
        for (const [mode, path] of [
          ["development", "compose.yaml"],
          ["production", "compose.production.yaml"],
        ] as const) {
          const planned = plain(planCompose(project, mode));
          expect(parse(text(path), { merge: true })).toEqual(planned);
          expect(parse(text(path), { version: "1.1" })).toEqual(planned);
        }
      }),
      RUNS,
    );
  });

  test("has a docker-bake.json that is read back as it was planned", () => {
    fc.assert(
      fc.property(anySpec, (any) => {
        const { project, text } = filesOf(any);
        const planned = plain(planBake(project)) as { "//": unknown };
        const read = JSON.parse(text("docker-bake.json")) as { "//": unknown };
        expect({ ...read, "//": null }).toEqual({ ...planned, "//": null });
      }),
      RUNS,
    );
  });

  test("has an .env.example of comments and variables alone", () => {
    fc.assert(
      fc.property(anySpec, (any) => {
        const lines = filesOf(any)
          .text(".env.example")
          .split(/[\n\r]/);
        const odd = lines.filter(
          (line) => !/^(?:#.*|[A-Za-z_]\w*=|)$/u.test(line),
        );
        expect(odd).toEqual([]);
      }),
      RUNS,
    );
  });

  test("has ignore files of the lines that were planned", () => {
    fc.assert(
      fc.property(anySpec, (any) => {
        const { project, text } = filesOf(any);
        for (const { dockerfile, ignore } of project.images) {
          const lines = text(`${dockerfile}.dockerignore`)
            .trimEnd()
            .split("\n");
          expect(
            ignore.length === 0 ? [] : lines.slice(-ignore.length),
          ).toEqual(ignore);
          expect(lines.filter((line) => line === "*")).toHaveLength(1);
        }
      }),
      RUNS,
    );
  });
});
