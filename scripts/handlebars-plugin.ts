import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";

const VIRTUAL = "virtual:templates";
const ROOT = join(import.meta.dirname, "../templates");

/** How every template is compiled: here when the package is built, and by `src/render/override.ts`. */
const OPTIONS = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { table: true, yaml: true, json: true, trimmed: true },
};

/** Every template's name: its path under templates/ without the ending. */
export const templateNames = (): string[] =>
  readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".hbs"))
    .map((path) => path.replaceAll("\\", "/").slice(0, -".hbs".length))
    .sort();

/** Gives `virtual:templates` its content: every template, compiled when the package is built and not when it starts. */
export function handlebars() {
  return {
    name: "handlebars",
    resolveId: (id: string) => (id === VIRTUAL ? `\0${VIRTUAL}` : null),
    load(id: string) {
      if (id !== `\0${VIRTUAL}`) return null;
      const entries = templateNames().map((name) => {
        const source = readFileSync(join(ROOT, `${name}.hbs`), "utf8");
        return `${JSON.stringify(name)}: ${String(Handlebars.precompile(source, OPTIONS))}`;
      });
      return `export default {\n${entries.join(",\n")}\n};`;
    },
  };
}
