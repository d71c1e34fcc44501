import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import type { Files } from "./specs.ts";

/** Writes files below a folder. */
export function put(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A new folder with files, that is gone when the test is over. */
export function folderWith(files: Files, name = "dockwright"): string {
  const above = mkdtempSync(join(tmpdir(), "unit-"));
  onTestFinished(() => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, name);
  mkdirSync(folder);
  put(folder, files);
  return folder;
}

/** Everything below a folder: the text of each file, where each link leads, and the empty folders. */
export function treeOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const tree = entries.flatMap((entry): [string, string][] => {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full);
    if (entry.isSymbolicLink()) return [[path, `→ ${readlinkSync(full)}`]];
    if (entry.isFile()) return [[path, readFileSync(full, "utf8")]];
    return readdirSync(full).length === 0 ? [[`${path}/`, ""]] : [];
  });
  return Object.fromEntries(tree.toSorted());
}

/** The smallest project: a spec, and a program with its requirements. */
export const SMALL: Files = {
  "dockwright.yaml":
    'name: small\nimages:\n  web: { runtime: { python: "3.13" } }\nservices:\n  web: { image: web, command: [python, app/main.py] }\n',
  "requirements.txt": "flask==3.1.0\n",
  "app/main.py": "",
};

/** What is written for it. */
export const WRITTEN = [
  ".dockerignore",
  ".env.example",
  "DOCKER.md",
  "Dockerfile",
  "compose.production.yaml",
  "compose.yaml",
  "docker-bake.json",
];

/** What stands beside it: the texts that a merge needs, which no change speaks of. */
export const BESIDE = [".dockwright/.gitattributes", ".dockwright/base"];
