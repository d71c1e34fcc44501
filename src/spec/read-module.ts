import type { SpecSource } from "./source.ts";

const MADE_BY_TOOLS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[{}[\](),:]|[\w$]+/g;

interface Token {
  readonly text: string;
  readonly offset: number;
}

function tokenize(code: string): Token[] {
  return [...code.matchAll(MADE_BY_TOOLS)]
    .map((match) => ({ text: match[0], offset: match.index }))
    .filter(({ text }) => !text.startsWith("//") && !text.startsWith("/*"));
}

/** The index behind the bracket that closes the one at `open`. */
function behind(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const { text } = tokens[index]!;
    if (/^[{[(]$/.test(text)) depth++;
    else if (/^[}\])]$/.test(text) && --depth === 0) return index + 1;
  }
  return tokens.length;
}

/** The index of the value of a key, or of an item, in the literal that opens at `open`. */
function child(
  tokens: readonly Token[],
  open: number,
  part: PropertyKey,
): [key: number, value: number] | null {
  let item = 0;
  for (let index = open + 1; index < tokens.length; index++) {
    const { text } = tokens[index]!;
    if (/^[}\]]$/.test(text)) return null;
    if (typeof part === "number") {
      if (item === part) return [index, index];
      if (text === ",") item++;
    } else if (tokens[index + 1]?.text === ":") {
      if (text.replace(/^["'`]|["'`]$/g, "") === String(part))
        return [index, index + 2];
      index += 1;
      continue;
    }
    if (/^[{[(]$/.test(text)) index = behind(tokens, index) - 1;
  }
  return null;
}

const isPlainObject = (value: object): boolean =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);

/** What a module leaves undefined is not there. */
function defined(value: unknown, known = new Map<unknown, unknown>()): unknown {
  if (typeof value !== "object" || value === null || known.has(value)) {
    return known.get(value) ?? value;
  }
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  const copy: Record<string, unknown> = {};
  const own = Array.isArray(value) ? Object.assign([], value) : copy;
  known.set(value, own);
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) Reflect.set(own, name, defined(inner, known));
  }
  return own;
}

/**
 * A spec that a module exported. Its positions are found by reading the module's text for the
 * literal that `defineProject` or `export default` is given; what is computed elsewhere is
 * located at the nearest literal around it.
 *
 * @param data What the module exports as its default.
 * @param code The module's text.
 * @param file Its name, for messages.
 */
export function readModule(
  data: unknown,
  code: string,
  file: string,
): SpecSource {
  const tokens = tokenize(code);
  const start = tokens.findIndex(
    ({ text }) => text === "defineProject" || text === "default",
  );
  const call = tokens.findLastIndex(
    ({ text }, index) =>
      text === "defineProject" && tokens[index + 1]?.text === "(",
  );
  return {
    file,
    data: defined(data),
    syntaxErrors: [],
    locate(path, atKey = false) {
      const from = call >= 0 ? call : start;
      let at = tokens.findIndex(
        ({ text }, index) => index > from && text === "{",
      );
      let token = tokens[at];
      for (const [depth, part] of path.entries()) {
        if (at < 0 || !/^[{[]$/.test(tokens[at]?.text ?? "")) break;
        const found = child(tokens, at, part);
        if (!found) break;
        at = found[1];
        token =
          tokens[atKey && depth === path.length - 1 ? found[0] : at] ?? token;
      }
      const before = code.slice(0, token?.offset ?? 0).split("\n");
      return { line: before.length, column: before.at(-1)!.length + 1 };
    },
  };
}
