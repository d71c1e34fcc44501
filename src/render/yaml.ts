import { yamlText } from "./yaml-text.ts";

/** The widest line that prettier leaves a list on, when it is written in brackets. */
const WIDTH = 80;

/** A key that is longer has to be announced: https://yaml.org/spec/1.2.2/#742-flow-mappings */
const LONGEST_KEY = 1024;

/** Keys whose lists are words of one thing, as a person would write them on one line. */
const ON_ONE_LINE = new Set([
  "command",
  "entrypoint",
  "test",
  "cap_drop",
  "security_opt",
  "networks",
  "secrets",
  "profiles",
]);

const isCollection = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

function scalar(value: unknown, isFlow = false): string {
  if (typeof value === "string") return yamlText(value, isFlow);
  if (typeof value !== "number" || Number.isFinite(value))
    return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value)
    ? ".nan"
    : String(value).replace("Infinity", ".inf");
}

/** Where a value stands: the keys above it, from the document's own on; null for a list's item. */
type Path = readonly (string | null)[];

/** Writes one document; what is the same object again becomes an alias. */
class Writer {
  readonly #uses = new Map<object, number>();
  readonly #anchors = new Map<object, string>();

  constructor(root: object) {
    const count = (value: unknown): void => {
      if (!isCollection(value)) return;
      const uses = this.#uses.get(value) ?? 0;
      this.#uses.set(value, uses + 1);
      if (uses === 0) Object.values(value).forEach(count);
    };
    count(root);
  }

  /** `&name ` before what stands here for the first time of several: the service that has it, and the key. */
  #anchor(value: object, path: Path): string {
    if (this.#uses.get(value)! < 2) return "";
    const name = `${path[1] ?? path[0]}-${path.at(-1) ?? "item"}`.replace(
      /[^\w-]/g,
      "-",
    );
    const isTaken = [...this.#anchors.values()].includes(name);
    const own = isTaken ? `${name}-${this.#anchors.size}` : name;
    this.#anchors.set(value, own);
    return ` &${own}`;
  }

  /** What stands behind `key:` or `-`: a blank and a value, or the lines of a block. */
  #behind(value: unknown, indent: string, path: Path): string {
    const isItem = path.at(-1) === null;
    if (value === null) return isItem ? " null" : "";
    if (!isCollection(value)) {
      // 22:22 is a number in base 60 to YAML 1.1.
      const isPort =
        isItem && path.at(-2) === "ports" && typeof value === "string";
      return ` ${isPort ? JSON.stringify(value) : scalar(value)}`;
    }
    const known = this.#anchors.get(value);
    if (known !== undefined) return ` *${known}`;
    const anchor = this.#anchor(value, path);
    const line = inBrackets(value, indent, path);
    if (line !== null) return `${anchor} ${line}`;
    const block = this.#block(value, `${indent}  `, path);
    return isItem && anchor === ""
      ? ` ${block.trimStart()}`
      : `${anchor}\n${block}`;
  }

  #block(value: object, indent: string, path: Path): string {
    const lines = Array.isArray(value)
      ? value.map(
          (item: unknown) =>
            `${indent}-${this.#behind(item ?? null, indent, [...path, null])}`,
        )
      : Object.entries(value)
          .filter(([, inner]) => inner !== undefined)
          .map(
            ([key, inner]) =>
              `${this.#key(key, indent)}:${this.#behind(inner, indent, [...path, key])}`,
          );
    return lines.join(isSpaced(path) ? "\n\n" : "\n");
  }

  #key(key: string, indent: string): string {
    const text = yamlText(key);
    return text.length > LONGEST_KEY
      ? `${indent}? ${text}\n${indent}`
      : `${indent}${text}`;
  }

  write(value: object): string {
    return this.#block(value, "", []);
  }
}

/** An empty line stands between the document's own keys, and between services. */
const isSpaced = (path: Path): boolean =>
  path.length === 0 || (path.length === 1 && path[0] === "services");

/** A list, or nothing at all, on one line; null for what needs more. */
function inBrackets(value: object, indent: string, path: Path): string | null {
  const key = path.at(-1);
  if (Object.keys(value).length === 0)
    return Array.isArray(value) ? "[]" : "{}";
  if (
    !Array.isArray(value) ||
    !key ||
    !ON_ONE_LINE.has(key) ||
    value.some(isCollection)
  )
    return null;
  const quoted = value.map((item) => JSON.stringify(item)).join(", ");
  const fits = indent.length + `${key}: [${quoted}]`.length <= WIDTH;
  return fits && !quoted.includes("\\n")
    ? `[${value.map((item) => scalar(item, true)).join(", ")}]`
    : null;
}

/**
 * Plain data as YAML, laid out as prettier would; parts that are the same object are written
 * once, with an anchor. Written here and not by the library that reads YAML, whose writer takes
 * a third of a start; a test reads everything back with it.
 */
export const toYaml = (data: object): string => new Writer(data).write(data);
