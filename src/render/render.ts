import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import templates from "virtual:templates";
import type { FilePlan } from "../plan/plan.ts";
import { sealed, unsealed } from "./sealed.ts";
import { table } from "./table.ts";
import { toYaml } from "./yaml.ts";

/** A file as text: what a plan became. */
export interface RenderedFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly kind: FilePlan["kind"];
  readonly text: string;
  readonly yields: boolean;
}

/** The runtime alone, without the compiler; the library's types for it name only two of its functions. */
const { create } = runtime as unknown as typeof Handlebars;

/** What Handlebars' precompiler made of a template. */
export type TemplateSpecification = object;

/** Templates of a person's own, compiled, by the name of the one that they replace. */
export type Overrides = Readonly<Record<string, TemplateSpecification>>;

/** The helpers that templates know: each turns data into text, none decides anything. */
function engine(overrides: Overrides): typeof Handlebars {
  const own = create();
  own.registerHelper({
    table,
    yaml: (data: object) => toYaml(unsealed(data)),
    json: (data: unknown) => JSON.stringify(unsealed(data), null, 2),
    // What may be followed by something ends with an empty line, even where nothing follows.
    trimmed(this: unknown, { fn }: Handlebars.HelperOptions) {
      return `${fn(this).trimEnd()}\n`;
    },
  });
  for (const [name, compiled] of Object.entries({
    ...templates,
    ...overrides,
  })) {
    own.registerPartial(name, own.template(compiled));
  }
  return own;
}

/**
 * Renders planned files. Pure: the same plan gives the same text.
 *
 * @param specFile The spec's name, for the header of each file.
 */
export function render(
  files: readonly FilePlan[],
  specFile: string,
  overrides: Overrides = {},
): RenderedFile[] {
  const { partials } = engine(overrides);
  return files.map(({ path, kind, template, data, yields }) => {
    const layOut = partials[template] as
      Handlebars.TemplateDelegate | undefined;
    if (!layOut) throw new ReferenceError(`no such template: ${template}`);
    const text = layOut(sealed({ ...data, specFile }));
    return { path, kind, text: `${text.trim()}\n`, yields };
  });
}
