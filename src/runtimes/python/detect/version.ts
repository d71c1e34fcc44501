import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Detector } from "../../detection.ts";
import { lineOf } from "../../scan.ts";
import { satisfies } from "../requires-python.ts";

interface VersionFile {
  readonly file: string;
  readonly pattern: RegExp;
  /** Whether generating reads it too, so that a spec need not say it. */
  readonly isRead: boolean;
}

/** Where a version stands, what is meant for Python alone in front. */
const FILES: readonly VersionFile[] = [
  {
    file: ".python-version",
    pattern: /^\s*(?:cpython-?)?(\d+\.\d+)/,
    isRead: true,
  },
  // https://devcenter.heroku.com/articles/python-runtimes
  { file: "runtime.txt", pattern: /^\s*python-(3\.\d+)/, isRead: false },
  // https://asdf-vm.com/manage/configuration.html
  { file: ".tool-versions", pattern: /^\s*python\s+(3\.\d+)/, isRead: false },
  {
    file: "pyproject.toml",
    pattern: /^\s*requires-python\s*=\s*["']([^"']+)["']/,
    isRead: true,
  },
  {
    file: "Pipfile",
    pattern: /^\s*python_(?:full_)?version\s*=\s*["'](3\.\d+)/,
    isRead: false,
  },
];

/** What a project's own files say about its version. */
export const findVersion: Detector["version"] = (files) => {
  for (const { file, pattern, isRead } of FILES) {
    const line = lineOf(files.read(file), pattern);
    if (line === null) continue;
    const text = pattern.exec(files.read(file)!.split("\n")[line - 1]!)![1]!;
    return { file, line, text, ...(!isRead && { spec: text }) };
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
