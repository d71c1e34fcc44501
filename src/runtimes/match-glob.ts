/** What a pattern's parts stand for in a path whose folders are parted by slashes. */
const PARTS: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "/**": "(?:/[^/]+)+",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  ",": "|",
  "}": ")",
};

const asPattern = (glob: string): RegExp => {
  const text = glob
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/+$/, "")
    .replace(
      /\*\*\/|\/\*\*$|\*\*|[*?{},]|[.+^$()|[\]\\]/g,
      (part) => PARTS[part] ?? `\\${part}`,
    );
  try {
    return new RegExp(`^${text}$`);
  } catch {
    // A brace that is left open is no pattern of anybody's.
    return /(?!)/;
  }
};

/**
 * Whether a folder is one that a workspace's patterns name. The last pattern that fits decides;
 * one with a `!` in front takes away.
 *
 * https://docs.npmjs.com/cli/configuring-npm/package-json#workspaces
 */
export function matchesGlobs(
  folder: string,
  globs: readonly string[],
): boolean {
  const last = globs.findLast((glob) =>
    asPattern(glob.replace(/^!/, "")).test(folder),
  );
  return last !== undefined && !last.startsWith("!");
}
