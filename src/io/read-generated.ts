import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "./find-spec.ts";
import { assertInside } from "./assert-inside.ts";

const ROOT_FILES = [
  "Dockerfile",
  ".dockerignore",
  "compose.yaml",
  "compose.production.yaml",
  "docker-bake.json",
  ".env.example",
  "secrets/.gitignore",
  "DOCKER.md",
];

function dockerFolder(root: string): string[] {
  try {
    return readdirSync(join(root, "docker"))
      .filter((name) => /\.Dockerfile(?:\.dockerignore)?$/.test(name))
      .map((name) => `docker/${name}`);
  } catch {
    return [];
  }
}

/**
 * The texts of the files that are planned, and of those that an earlier spec may have had written.
 * A path that leads out of the project by a link is not followed.
 *
 * @param isOurs Whether a file of any name was written under that name: a person may have copied another.
 */
export function readGenerated(
  root: string,
  planned: readonly string[],
  isOurs: (path: string, text: string) => boolean,
): Record<string, string> {
  const texts: Record<string, string> = {};
  const named = dockerFolder(root);
  for (const path of new Set([...planned, ...ROOT_FILES, ...named])) {
    const isPlanned = planned.includes(path);
    try {
      assertInside(root, path);
      const text = readText(join(root, path));
      if (isPlanned || ROOT_FILES.includes(path) || isOurs(path, text))
        texts[path] = text;
    } catch (error) {
      // What is not to be written may be anything: a folder, a link to another project.
      const { code = "" } = error as NodeJS.ErrnoException;
      if (isPlanned && !["ENOENT", "ENOTDIR"].includes(code)) throw error;
    }
  }
  return texts;
}
