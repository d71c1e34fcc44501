import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readModule } from "../spec/read-module.ts";
import { readYaml } from "../spec/read-yaml.ts";
import type { SpecSource } from "../spec/source.ts";
import { findSpec, readExactly, readText, UsageError } from "./find-spec.ts";

/** Where in a spec something went wrong, of which a parser and a stack each tell: `:2:9`. */
function positionIn(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const told = `${error.message}\n${error.stack}`;
  return /dockwright\.config\.m?[jt]s(:\d+:\d+)/.exec(told)?.[1] ?? "";
}

/**
 * Runs a module for its default export. jiti reads TypeScript on every Node that we support, and
 * lets `import { defineProject } from "dockwright"` find this very package when the project has
 * not installed it.
 */
async function importDefault(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const own = new URL(
    import.meta.url.endsWith(".ts") ? "../define-project.ts" : "./index.js",
    import.meta.url,
  );
  const jiti = createJiti(pathToFileURL(path).href, {
    moduleCache: false,
    fsCache: false,
    alias: { dockwright: fileURLToPath(own) },
  });
  try {
    return await jiti.import(path, { default: true });
  } catch (error) {
    // A module may throw anything.
    const thrown = error instanceof Error ? error.message : String(error);
    const [message = ""] = thrown.split("\n");
    throw new UsageError(
      `${path}${positionIn(error)} cannot be run: ${message.trim()}`,
      "mend it; its default export is the spec",
    );
  }
}

/**
 * Reads the spec of a folder, in whichever form it has.
 *
 * @throws UsageError when there is none, or it is a module that cannot be run.
 */
export async function loadSpec(folder: string): Promise<SpecSource> {
  const file = findSpec(folder);
  const path = join(folder, file);
  if (!file.includes(".config."))
    return readYaml(readExactly(path, file).text, file);
  return readModule(await importDefault(path), readText(path), file);
}
