import type { ContextFiles } from "../model/snapshot.ts";
import type { Toolchain } from "../model/toolchain.ts";
import type { Place } from "./detection.ts";

/** A line of code without its comments. */
export interface CodeLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** How a language writes what is no code. */
export interface Syntax {
  readonly lineComment: string;
  /** What opens and closes a block that is no code: a comment, or a text that documents. */
  readonly blocks: readonly (readonly [open: string, close: string])[];
  readonly quotes: string;
}

/** A line beyond this is data or was minified. */
const LONGEST = 2000;

/**
 * Takes comments out of a text, line by line, so that what is commented out is not taken for code.
 * A quote that a line leaves open ends with it.
 */
function withoutComments(text: string, syntax: Syntax): string[] {
  let closing: string | null = null;
  const strip = (line: string): string => {
    let code = "";
    let quote: string | null = null;
    for (let at = 0; at < line.length; at += 1) {
      if (closing !== null) {
        const end = line.indexOf(closing, at);
        if (end < 0) return code;
        at = end + closing.length - 1;
        closing = null;
        continue;
      }
      const character = line[at]!;
      if (quote === null) {
        if (line.startsWith(syntax.lineComment, at)) return code;
        const block = syntax.blocks.find(([open]) => line.startsWith(open, at));
        if (block) {
          closing = block[1];
          at += block[0].length - 1;
          continue;
        }
        if (syntax.quotes.includes(character)) quote = character;
      } else if (character === "\\") {
        code += character + (line[at + 1] ?? "");
        at += 1;
        continue;
      } else if (character === quote) quote = null;
      code += character;
    }
    return code;
  };
  return text
    .split(/\r?\n/)
    .map((line) => (line.length > LONGEST ? "" : strip(line)));
}

/** Every line of code of a context's own source: what a build copies, and no test. */
export function codeLines(
  files: ContextFiles,
  { source }: Pick<Toolchain, "source">,
  isCode: RegExp,
  syntax: Syntax,
): CodeLine[] {
  const isSource = (path: string) =>
    source.some((each) =>
      each.isFolder ? path.startsWith(`${each.path}/`) : path === each.path,
    );
  const isTest =
    /(?:^|\/)(?:tests?|__tests__|e2e|fixtures)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_/;
  return files.paths
    .filter((path) => isCode.test(path) && isSource(path) && !isTest.test(path))
    .flatMap((file) =>
      withoutComments(files.read(file) ?? "", syntax).map((text, index) => ({
        file,
        line: index + 1,
        text,
      })),
    );
}

/** The first line of a text that a pattern fits, counted from 1; null when none does. */
export function lineOf(text: string | null, pattern: RegExp): number | null {
  const at = (text ?? "").split("\n").findIndex((line) => pattern.test(line));
  return at < 0 ? null : at + 1;
}

/** A place in a file: the first line that a pattern fits. */
export const placeOf = (
  files: ContextFiles,
  file: string,
  pattern: RegExp,
): Place => ({ file, line: lineOf(files.read(file), pattern) });

/** A text as a pattern that fits itself. */
export const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Every fit of a pattern, with its line; the pattern needs no flag. */
export function matches(
  lines: readonly CodeLine[],
  pattern: RegExp,
): {
  readonly at: CodeLine;
  readonly groups: readonly (string | undefined)[];
}[] {
  const all = new RegExp(pattern.source, `g${pattern.flags}`);
  return lines.flatMap((at) => {
    // Most lines have none, and matchAll makes a pattern of its own for each.
    if (at.text.search(all) === -1) return [];
    return [...at.text.matchAll(all)].map(([, ...groups]) => ({ at, groups }));
  });
}

/** What stands nearest to the top and is called best, in front. */
export function byName<Item extends { readonly file: string }>(
  items: readonly Item[],
  names: readonly string[],
): Item[] {
  const rank = ({ file }: Item) => {
    const base = file
      .split("/")
      .at(-1)!
      .replace(/\.\w+$/, "");
    const known = names.indexOf(base);
    return known < 0 ? names.length : known;
  };
  const depth = ({ file }: Item) => file.split("/").length;
  return items.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      depth(one) - depth(other) ||
      (one.file < other.file ? -1 : Number(one.file > other.file)),
  );
}
