import validRange from "semver/ranges/valid.js";
import intersects from "semver/ranges/intersects.js";
import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Detector } from "../../detection.ts";
import { lineOf } from "../../scan.ts";
import { VERSION_FILES } from "../choose.ts";
import { readPackageJson } from "../package-json.ts";

/** The range of engines.node, or null. */
function engines(files: ContextFiles): string | null {
  const read = readPackageJson(files.read("package.json") ?? "{}");
  const range = typeof read === "string" ? null : read.engines;
  return range !== null && validRange(range) ? range : null;
}

/** What a file that pins it, Volta or engines says. */
export const findVersion: Detector["version"] = (files) => {
  for (const [file, pattern] of VERSION_FILES) {
    const line = lineOf(files.read(file), pattern);
    if (line !== null)
      return {
        file,
        line,
        text: files.read(file)!.split("\n")[line - 1]!.trim(),
      };
  }
  const file = "package.json";
  const read = readPackageJson(files.read(file) ?? "{}");
  const volta = typeof read === "string" ? null : read.volta;
  const range = volta ?? engines(files);
  return range === null
    ? null
    : { file, line: lineOf(files.read(file), /"node"\s*:/), text: range };
};

/** Versions that have an image still, and no care any more: https://nodejs.org/en/about/previous-releases */
const OLDER = ["18", "16", "14", "12", "23", "21", "25", "19"];

/** A version out of care that a project asks for. */
export function olderVersion(files: ContextFiles): string | null {
  const range = engines(files);
  return range === null
    ? null
    : (OLDER.find((version) => intersects(version, range)) ?? null);
}
