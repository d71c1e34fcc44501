import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Dependency } from "../../detection.ts";
import { lineOf, literal } from "../../scan.ts";

const LISTS = {
  dependencies: false,
  optionalDependencies: false,
  devDependencies: true,
} as const;

/** Every package that a package.json names: https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
export function findDependencies(
  files: ContextFiles,
  file = "package.json",
): Dependency[] {
  const text = files.read(file);
  let root: unknown;
  try {
    root = JSON.parse(text ?? "{}");
  } catch {
    return [];
  }
  const tables = (root ?? {}) as Record<string, unknown>;
  return Object.entries(LISTS).flatMap(([list, isDevelopment]) => {
    const table = tables[list];
    if (typeof table !== "object" || table === null) return [];
    return Object.entries(table).map(([name, wanted]): Dependency => {
      const line = lineOf(text, new RegExp(`"${literal(name)}"\\s*:`));
      return { name, wanted: String(wanted), isDevelopment, file, line };
    });
  });
}

/** `github:owner/name`, `owner/name`, `git+ssh://…`: https://docs.npmjs.com/cli/configuring-npm/package-json#git-urls-as-dependencies */
export const isFromGit = ({ wanted }: Dependency): boolean =>
  /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:)|\.git(?:#.*)?$/.test(
    wanted,
  ) || /^[\w-]+\/[\w.-]+(?:#.*)?$/.test(wanted);
