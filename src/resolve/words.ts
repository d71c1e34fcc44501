/**
 * A command as the words that a shell would make of it, without running one: quotes and
 * backslashes group, nothing is expanded. This is how Compose reads a command in one text.
 *
 * @returns The words, or null when a quote is left open.
 */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  const token =
    /\s+|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy;
  let word: string | null = null;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return null;
    const [whole, single, double, escaped, bare] = match;
    if (/^\s/.test(whole)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      const part =
        single ??
        double?.replace(/\\(["\\$`\n])/g, "$1") ??
        escaped ??
        bare ??
        "";
      word = (word ?? "") + part;
    }
  }
  return word === null ? words : [...words, word];
}

/** `${NAME}` and its forms, which Compose fills in before anything is split. */
const FILLED_IN = /\$\{[^{}]*\}/g;

/** What is in quotes or behind a backslash, and what is not. */
const PARTS = /'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|([^'"\\]+)/g;

const ONLY_A_SHELL = /&&|(?<=^|\s)&(?=\s|$)|\|\|?|[;<>`]|\$\(|\$[A-Za-z_]\w*/;

/** What stands in a command in one text that only a shell would understand, or null. */
export function shellSyntax(text: string): string | null {
  const bare = [...text.replace(FILLED_IN, "_").matchAll(PARTS)]
    .map(([, outside]) => outside ?? "_")
    .join("");
  return ONLY_A_SHELL.exec(bare)?.[0] ?? null;
}

/** A word as a shell reads it back, bare where it can be. */
export const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A command in either of its forms as words; a text that cannot be split is one word. */
export function toWords(
  command: string | readonly string[] | undefined,
): readonly string[] | null {
  if (command === undefined) return null;
  return typeof command === "string"
    ? (splitWords(command) ?? [command])
    : command;
}
