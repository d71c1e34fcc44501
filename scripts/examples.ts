import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { must } from "./run.ts";

const EXAMPLES = join(import.meta.dirname, "../examples");

/** The built command line. */
export const CLI = join(import.meta.dirname, "../dist/cli.cjs");

export const exampleFolder = (name: string): string => join(EXAMPLES, name);

/** The folders of examples/ that have a spec. */
export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES).filter((name) =>
    existsSync(join(EXAMPLES, name, "dockwright.yaml")),
  );

/** What an example makes when it runs or is tested, and what Git does not see. */
const MADE = new Set([
  ".venv",
  "node_modules",
  "dist",
  "__pycache__",
  ".pytest_cache",
  ".ruff_cache",
  "secrets",
  ".env",
]);

const isGenerated = (path: string) =>
  readFileSync(path, "utf8").includes("dockwright-digest:");

/**
 * Copies the sources of an example, without the files that dockwright makes.
 *
 * @param name The example's folder in examples/.
 * @param target A folder that is empty, or not there yet.
 */
export function copySources(name: string, target: string): void {
  const source = exampleFolder(name);
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, {
    withFileTypes: true,
    recursive: true,
  })) {
    const path = join(entry.parentPath, entry.name);
    const parts = relative(source, path).split(/[\\/]/);
    if (!entry.isFile() || parts.some((part) => MADE.has(part))) continue;
    if (!isGenerated(path)) cpSync(path, join(target, ...parts));
  }
}

/** Writes an example's files with the built command line. */
export const generate = (folder: string, ...options: string[]): string =>
  must([process.execPath, CLI, "generate", folder, ...options], folder);
