const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const PLAIN = `\\$\\{${NAME}(?::?[-?+][^\${}\\r\\n]*)?\\}`;

/**
 * `${NAME}`, with or without one of Compose's defaults, in which another one may stand:
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
const REFERENCE = new RegExp(
  `\\$?\\$\\{${NAME}(?::?[-?+](?:[^\${}\\r\\n]|${PLAIN})*)?\\}`,
  "g",
);

/**
 * A person's text as Compose reads it back: `${NAME}` and its forms stay Compose's,
 * `$${` stays the escape that Compose knows, and any other dollar is itself.
 */
export function composeText(text: string): string {
  let escaped = "";
  let end = 0;
  const literal = (part: string) => part.replaceAll("$", "$$$$");
  for (const match of text.matchAll(REFERENCE)) {
    escaped += literal(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return escaped + literal(text.slice(end));
}

/** A variable of the host's that a text refers to, and what stands in for it when it is not set. */
export interface Reference {
  readonly name: string;
  readonly value: string | null;
}

export function referencedVariables(text: string): Reference[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(REFERENCE)].flatMap(([whole]) => {
    const found = /^\$\{(\w+)(?::?([-?+])(.*))?\}$/.exec(whole);
    if (!found) return [];
    const [, name, form, rest = ""] = found;
    const value = form === "-" ? rest : null;
    return [{ name: name!, value }, ...referencedVariables(rest)];
  });
}
