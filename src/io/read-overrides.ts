import { readdirSync } from "node:fs";
import { join } from "node:path";
import templates from "virtual:templates";
import type { Overrides } from "../render/render.ts";
import { isProjectPath, plainPath } from "../spec/schema/scalars.ts";
import { suggestOrList } from "../spec/suggest.ts";
import { readText, UsageError } from "./find-spec.ts";

function list(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), {
      recursive: true,
      encoding: "utf8",
    });
  } catch {
    throw new UsageError(
      `templates: ${folder} is no folder of the project`,
      "write the folder that holds templates of your own, or take it out",
    );
  }
}

/**
 * Reads and compiles a project's own templates: files named like ours, in the folder that
 * `templates` in the spec names. Handlebars' compiler is loaded only for them.
 *
 * @throws UsageError for a template that replaces none of ours, or that cannot be compiled.
 */
export async function readOverrides(
  root: string,
  data: unknown,
): Promise<Overrides> {
  const folder = (data as { templates?: unknown } | null)?.templates;
  // What is no path of the project, the schema refuses.
  if (typeof folder !== "string" || !isProjectPath(plainPath(folder)))
    return {};
  const { default: Handlebars } = await import("handlebars");
  const names = list(root, folder).filter((path) => path.endsWith(".hbs"));
  const compiled = names.map((file) => {
    const name = file.replaceAll("\\", "/").slice(0, -".hbs".length);
    if (!Object.hasOwn(templates, name)) {
      throw new UsageError(
        `${folder}/${file} replaces no template`,
        suggestOrList(name, Object.keys(templates)),
      );
    }
    try {
      const source = Handlebars.precompile(readText(join(root, folder, file)), {
        noEscape: true,
        strict: true,
      });
      return [
        name,
        new Function(`return ${String(source)}`)() as object,
      ] as const;
    } catch (error) {
      throw new UsageError(
        `${folder}/${file} cannot be compiled: ${(error as Error).message.replaceAll("\n", " ")}`,
        "mend it",
      );
    }
  });
  return Object.fromEntries(compiled);
}
