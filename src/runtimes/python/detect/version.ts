import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Detector } from "../../detection.ts";
import { lineOf } from "../../scan.ts";
import { satisfies } from "../requires-python.ts";

const FILES = [
  { file: ".python-version", pattern: /^\s*(?:cpython-?)?(\d+\.\d+)/ },
  {
    file: "pyproject.toml",
    pattern: /^\s*requires-python\s*=\s*["']([^"']+)["']/,
  },
] as const;

/** What .python-version or requires-python says. */
export const findVersion: Detector["version"] = (files) => {
  for (const { file, pattern } of FILES) {
    const line = lineOf(files.read(file), pattern);
    if (line === null) continue;
    const text = pattern.exec(files.read(file)!.split("\n")[line - 1]!)![1]!;
    return { file, line, text };
  }
  return null;
};

/** Versions that have an image still, and no care any more: https://devguide.python.org/versions/ */
const OLDER = ["3.9", "3.8", "3.7"];

/** A version out of care that a project asks for. */
export function olderVersion(files: ContextFiles): string | null {
  const range = findVersion(files);
  if (range?.file !== "pyproject.toml") return null;
  return OLDER.find((version) => satisfies(version, range.text)) ?? null;
}
