import {
  isAlias,
  isMap,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { readYaml } from "./read-yaml.ts";
import { writeFlow, writePart } from "./write-yaml.ts";

/** What is put into a spec: a service, or an image's directory. */
export type Addition =
  | { readonly kind: "service"; readonly name: string; readonly value: object }
  | {
      readonly kind: "directory";
      readonly image: string;
      readonly value: unknown;
    };

type Data = Record<string, unknown>;

/** The same in plain data: what the edited text has to read as. */
function withAddition(data: unknown, addition: Addition): Data {
  // Not structuredClone: what an alias stands for would be changed in both places.
  const spec = JSON.parse(JSON.stringify(data)) as Data;
  if (addition.kind === "service")
    spec.services = {
      ...(spec.services as Data | null),
      [addition.name]: addition.value,
    };
  else {
    const image = (spec.images as Record<string, Data>)[addition.image]!;
    const { directories } = image as { directories?: unknown[] };
    image.directories = [...(directories ?? []), addition.value];
  }
  return spec;
}

/** A text to put in at an offset; the rest of the file stays as it is, to the byte. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

const startOf = (pair: Pair): number => (pair.key as Node).range![0];

const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf("\n", offset - 1) + 1);

/** Comments below a part that are indented further than its key, or its dash, are its own. */
function behindComments(text: string, at: number, width: number): number {
  const comments = new RegExp(
    `(?:\\n[ \\t]*)*\\n {${width + 1},}#[^\\n]*`,
    "y",
  );
  let end = at;
  for (comments.lastIndex = end; comments.test(text);) end = comments.lastIndex;
  return end;
}

/** Where the line ends that a part ends on; comments behind it stay with it. */
function lineEnd(text: string, part: Node | null, otherwise: number): number {
  const offset = part?.range?.[1] ?? otherwise;
  // The end of a block lies behind its last line break.
  const last = text.slice(0, offset).trimEnd().length;
  const end = text.indexOf("\n", last);
  return end < 0 ? text.length : end;
}

const indented = (lines: readonly string[], width: number): string =>
  lines.map((line) => `\n${" ".repeat(width)}${line}`).join("");

/** Before the bracket that closes; a comma that is there already is used. */
function intoBrackets(
  text: string,
  { range, items }: YAMLMap | YAMLSeq,
  what: string,
): Insertion {
  const close = range![1] - 1;
  const at = text.slice(0, close).trimEnd().length;
  const isFirst = items.length === 0 || text[at - 1] === ",";
  return { at, text: isFirst ? ` ${what}` : `, ${what}` };
}

/** Behind the last entry of a block. */
function intoBlock(
  text: string,
  { items }: YAMLMap,
  lines: readonly string[],
  isSpaced: boolean,
): Insertion {
  const last = items.at(-1) as Pair;
  const width = columnOf(text, startOf(items[0] as Pair));
  const line = lineEnd(text, last.value as Node | null, startOf(last));
  const at = behindComments(text, line, width);
  return { at, text: `${isSpaced ? "\n" : ""}${indented(lines, width)}` };
}

/** Whether a person parts the entries of a mapping by empty lines. */
function hasSpaces(text: string, { items }: YAMLMap): boolean {
  const [, second] = items as unknown as Pair[];
  return second !== undefined
    ? (second.key as Node).spaceBefore === true ||
        /\n[^\S\n]*\n\s*(?:#[^\n]*\n\s*)*$/.test(text.slice(0, startOf(second)))
    : true;
}

function serviceInsertion(
  text: string,
  services: Node | null | undefined,
  name: string,
  value: object,
): Insertion | null {
  if (!isMap(services)) return null;
  const key = writeFlow({ [name]: value }).replace(/^\{ | \}$/g, "");
  if (services.flow || services.items.length === 0)
    return services.flow ? intoBrackets(text, services, key) : null;
  const lines = writePart(["services", name], value);
  return intoBlock(text, services, lines, hasSpaces(text, services));
}

function directoryInsertion(
  text: string,
  image: Node | null | undefined,
  value: unknown,
): Insertion | null {
  if (!isMap(image)) return null;
  const item = writeFlow(value);
  const list = image.get("directories", true) as unknown as Node | undefined;
  if (isSeq(list) && list.flow) return intoBrackets(text, list, item);
  if (isSeq(list)) {
    const first = (list.items[0] as Node).range![0];
    const dash = text.lastIndexOf("-", first - 1);
    const width = columnOf(text, dash);
    const line = lineEnd(text, list.items.at(-1) as Node, first);
    const at = behindComments(text, line, width);
    return { at, text: indented([`- ${item}`], width) };
  }
  if (list !== undefined) return null;
  if (image.flow) return intoBrackets(text, image, `directories: [${item}]`);
  return intoBlock(text, image, ["directories:", `  - ${item}`], false);
}

const nodeAt = (document: Document, path: readonly string[]) => {
  const node = document.getIn(path, true) as Node | undefined;
  return isAlias(node) ? node.resolve(document) : node;
};

function addToYaml(text: string, addition: Addition): string | null {
  const document = parseDocument(text) as unknown as Document;
  const insertion =
    addition.kind === "service"
      ? serviceInsertion(
          text,
          nodeAt(document, ["services"]),
          addition.name,
          addition.value,
        )
      : directoryInsertion(
          text,
          nodeAt(document, ["images", addition.image]),
          addition.value,
        );
  if (insertion === null) return null;
  const { at, text: added } = insertion;
  return text.slice(0, at) + added + text.slice(at);
}

function addToJson(text: string, addition: Addition): string | null {
  try {
    const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? 2;
    const data = withAddition(JSON.parse(text), addition);
    return `${JSON.stringify(data, null, indent)}${/\n$/.exec(text) ? "\n" : ""}`;
  } catch {
    return null;
  }
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Puts a service or a directory into a spec's text. All else stays as a person wrote it, comments
 * and blanks included; in JSON, which has no comments, it is laid out anew.
 *
 * @returns Null where the text is written in a way in which it cannot be done without changing
 *   something else: with a merge key, an alias, a place that holds something else.
 */
export function addToSpec(
  text: string,
  file: string,
  addition: Addition,
): string | null {
  const edit = file.endsWith(".json") ? addToJson : addToYaml;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const plain = edit(text.replaceAll("\r\n", "\n"), addition);
  if (plain === null) return null;
  const edited = plain.replaceAll("\n", lineBreak);
  const { data, syntaxErrors } = readYaml(edited, file);
  const expected = withAddition(readYaml(text, file).data, addition);
  return syntaxErrors.length === 0 && isSame(data, expected) ? edited : null;
}
