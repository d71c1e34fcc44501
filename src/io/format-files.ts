import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readText, UsageError } from "./find-spec.ts";
import type { RenderedFile } from "../render/render.ts";

/** Where prettier is configured, beside package.json: https://prettier.io/docs/configuration */
export const PRETTIER_FILES = [
  ...[
    "",
    ".json",
    ".json5",
    ".yaml",
    ".yml",
    ".toml",
    ".js",
    ".mjs",
    ".cjs",
    ".ts",
    ".mts",
    ".cts",
  ].map((end) => `.prettierrc${end}`),
  ...[".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"].map(
    (end) => `prettier.config${end}`,
  ),
  ".editorconfig",
];

const PARSERS: Partial<Record<RenderedFile["kind"], string>> = {
  yaml: "yaml",
  markdown: "markdown",
};

function namesPrettier(manifest: string): boolean {
  try {
    return "prettier" in (JSON.parse(readText(manifest)) as object);
  } catch {
    return false;
  }
}

/** The folder, or one above it inside the same repository, that configures prettier; null when none does. */
function configuredIn(folder: string): string | null {
  if (
    PRETTIER_FILES.some((name) => existsSync(join(folder, name))) ||
    namesPrettier(join(folder, "package.json"))
  )
    return folder;
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, ".git"))
    ? null
    : configuredIn(above);
}

/** The project's own prettier, so that its version decides, else the one that came with us. */
async function loadPrettier(root: string): Promise<typeof import("prettier")> {
  // Not called require: the bundle's own import() becomes a call of that name.
  const requireOwn = createRequire(join(root, "package.json"));
  try {
    return requireOwn("prettier") as typeof import("prettier");
  } catch {
    return import("prettier");
  }
}

/** A message on one line, without the excerpt below it. */
const sentenceOf = ({ message }: Error): string =>
  message
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^>?\s*\d*\s*\|/.test(line))
    .join(" ");

/**
 * Formats YAML and Markdown as the project's own prettier configuration says. Our templates
 * already write what prettier's defaults would, so that without a configuration it is not loaded.
 */
export async function formatFiles(
  root: string,
  files: readonly RenderedFile[],
): Promise<readonly RenderedFile[]> {
  const configured = configuredIn(root);
  if (configured === null) return files;
  const prettier = await loadPrettier(root);
  const ignorePath = join(configured, ".prettierignore");
  const formatted = files.map(async (file) => {
    const parser = PARSERS[file.kind];
    if (parser === undefined) return file;
    const path = join(root, file.path);
    const { ignored } = await prettier.getFileInfo(path, { ignorePath });
    if (ignored) return file;
    const options = await prettier.resolveConfig(path, {
      editorconfig: true,
      // What an earlier run in this process read may have changed.
      useCache: false,
    });
    const all = { ...options, parser, filepath: path };
    return { ...file, text: await prettier.format(file.text, all) };
  });
  try {
    return await Promise.all(formatted);
  } catch (error) {
    throw new UsageError(
      `prettier cannot format as ${configured} says: ${sentenceOf(error as Error)}`,
      "mend its configuration; `npx prettier --check .` shows the same",
    );
  }
}
