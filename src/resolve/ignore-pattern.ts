/**
 * Whether a pattern of an ignore file covers a path: `*` within a name, `**` across folders,
 * and a folder covers what is in it. https://docs.docker.com/build/concepts/context/#syntax
 */
export function covers(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^!?\/?/, "").replace(/\/+$/, "");
  const expression = bare
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "**") return ".*";
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${expression}(?:/|$)`).test(path);
}
