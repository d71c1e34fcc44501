import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NamedText, Tools } from "../integrations/integration.ts";
import { readMarked } from "./find-spec.ts";
import { readOrNull, readRepository } from "./read-repository.ts";
import { list } from "./read-snapshot.ts";

/** A text that may be written back, with its byte order mark. */
function readWhole(path: string): string | null {
  try {
    return readMarked(path);
  } catch {
    return null;
  }
}

/** The file of a folder whose name fits, as it is written there; the pattern that comes first wins. */
function find(folder: string, ...patterns: RegExp[]): NamedText | null {
  const names = list(folder).map(({ name }) => name);
  const found = patterns.flatMap((each) =>
    names.filter((name) => each.test(name)),
  );
  const [name] = found;
  if (name === undefined) return null;
  return { name, text: readWhole(join(folder, name)) ?? "" };
}

function readWorkflows(top: string): NamedText[] {
  return list(join(top, ".github/workflows"))
    .map(({ name }) => `.github/workflows/${name}`)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name, text: readOrNull(join(top, name)) ?? "" }));
}

/**
 * Reads what a project and its repository have of the places that dockwright can be called from.
 *
 * @param root The project's folder, an absolute path.
 * @param specFile Its spec, which may not be written yet.
 */
export function readTools(root: string, specFile: string): Tools {
  const repository = readRepository(root);
  const top = repository?.top ?? root;
  const packageJson = readWhole(join(root, "package.json"));
  const manifests = [packageJson, readOrNull(join(top, "package.json"))];
  const isPnpm = [root, top].some((folder) =>
    existsSync(join(folder, "pnpm-lock.yaml")),
  );
  return {
    root,
    specFile,
    packageJson,
    isDependency: manifests.some((text) => /"dockwright"\s*:/.test(text ?? "")),
    packageManager: isPnpm ? "pnpm" : "npm",
    // In the order in which make looks for them; just takes any case.
    makefile: find(root, /^GNUmakefile$/, /^makefile$/, /^Makefile$/),
    justfile: find(root, /^\.?justfile$/i),
    repository,
    workflows: readWorkflows(top),
    gitlab: readOrNull(join(top, ".gitlab-ci.yml")),
  };
}
