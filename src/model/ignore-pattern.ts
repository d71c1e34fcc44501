const PARTS = /(\*\*\/|\*\*|\*|\?|\[[^\]]+\])/;

function expressionOf(part: string): string {
  if (part === "**/") return "(?:.*/)?";
  if (part === "**") return ".*";
  if (part === "*") return "[^/]*";
  if (part === "?") return "[^/]";
  if (/^\[.+\]$/.test(part)) return part.replaceAll("\\", "\\\\");
  return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
}

/**
 * Whether a pattern of an ignore file covers a path: `*` within a name, `**` across folders,
 * and a folder covers what is in it. https://docs.docker.com/build/concepts/context/#syntax
 */
function covers(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^!?\/?/, "").replace(/\/+$/, "");
  const expression = bare.split(PARTS).map(expressionOf).join("");
  try {
    return new RegExp(`^${expression}(?:/|$)`).test(path);
  } catch {
    // [z-a] is no class; Docker says so itself.
    return false;
  }
}

/** The name of a file that no pattern means by itself. */
const ANY = "\u{10ffff}".repeat(4);

/**
 * The pattern that keeps a path out, since the last one that covers it decides; -1 when none does.
 * A folder of which something is let in again is not kept out.
 */
export function hiddenBy(
  patterns: readonly string[],
  path: string,
  isFolder: boolean,
): number {
  let found = -1;
  for (const [index, pattern] of patterns.entries()) {
    if (!pattern.startsWith("!")) {
      const isWhole = isFolder && covers(pattern, `${path}/${ANY}`);
      if (isWhole || covers(pattern, path)) found = index;
    } else if (covers(pattern, path) || pattern.startsWith(`!${path}/`)) {
      found = -1;
    }
  }
  return found;
}
