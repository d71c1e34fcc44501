import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Spec } from "./schema/project.ts";

/** What stands beside a part of a spec, for a person. */
export interface SpecComment {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** The widest line that a list or a mapping is left on. */
const WIDTH = 100;

/** The order in which a person would write them; what is not named comes after, as it stands. */
const ORDER = {
  spec: ["$schema", "name", "user", "images", "services"],
  image: ["runtime", "context", "workspace", "base", "workdir"],
  service: [
    ...["image", "backing", "version", "entrypoint", "command", "development"],
    ...["production", "ports", "volumes", "health", "environment", "reload"],
    ...["dependsOn", "restart"],
  ],
};

const STYLE = {
  lineWidth: 0,
  nullStr: "",
  flowCollectionPadding: true,
  // Longer ones would be broken into lines, of which those of blanks are lost.
  doubleQuotedMinMultiLineLength: Infinity,
} as const;

function inOrder<Value extends object>(
  value: Value,
  first: readonly string[],
): Value {
  const rank = (name: string) => {
    const index = first.indexOf(name);
    return index < 0 ? first.length : index;
  };
  return Object.fromEntries(
    Object.entries(value).sort(([one], [other]) => rank(one) - rank(other)),
  ) as Value;
}

function ordered(spec: Spec): Spec {
  const each = <Value extends object>(
    record: Record<string, Value>,
    first: readonly string[],
  ) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        name,
        inOrder(value, first),
      ]),
    );
  return inOrder(
    {
      ...spec,
      ...(spec.images && { images: each(spec.images, ORDER.image) }),
      services: each(spec.services, ORDER.service),
    },
    ORDER.spec,
  );
}

/** Mappings in brackets have blanks inside, lists none: the library has one setting for both. */
function pad(node: YAMLMap | YAMLSeq, isPadded: boolean): void {
  const write = Object.getPrototypeOf(node).toString as YAMLMap["toString"];
  node.toString = (context, ...rest) => {
    const own = { ...context, flowCollectionPadding: isPadded ? " " : "" };
    return write.call(node as YAMLMap, own as typeof context, ...rest);
  };
}

/** What a node takes on one line. */
const lengthOf = (node: Node): number => {
  const alone = new Document(null, { version: "1.2" });
  alone.contents = node.clone() as typeof alone.contents;
  return alone.toString(STYLE).trimEnd().length;
};

/** Text whose lines the library does not write as they are: what begins with a blank, lines of blanks. */
const UNEVEN = /^\s|\r|\n[ \t]+(?:\n|$)/;

/** Quotes what would be read as something else, were it left bare. */
function quote(node: Scalar, ancestors: readonly unknown[]): void {
  // It would take in another mapping: https://yaml.org/type/merge.html
  const isMerge = node.value === "<<";
  const lines = typeof node.value === "string" && node.value.includes("\n");
  // In brackets the library leaves lines bare, and `::` at a line's end is a key there.
  const isInBrackets = ancestors.some(
    (each) => isCollection(each) && each.flow,
  );
  const isUneven = lines && UNEVEN.test(node.value as string);
  if (isMerge || isUneven || (lines && isInBrackets))
    node.type = Scalar.QUOTE_DOUBLE;
}

/**
 * Puts lists and small mappings into brackets, where they fit on a line.
 *
 * @param above How deep the document's own names lie: those of images and services stay blocks.
 */
function inBrackets(root: Node, above: number): void {
  visit(root, {
    Scalar(index, node, ancestors) {
      // Behind a key nothing is written for it; an item would be gone.
      const isItem = typeof index === "number" && isSeq(ancestors.at(-1));
      if (isItem && node.value === null) node.source = "null";
      quote(node, ancestors);
    },
    Collection(_, node, ancestors) {
      const pairs = ancestors.filter((each) => isPair(each));
      const depth = pairs.length + above;
      const isBacking = isMap(node) && node.has("backing");
      const name = String(pairs.at(-1)?.key ?? "");
      const isNamed = depth < 3 && !isBacking && name !== "user";
      const isList = isSeq(node) && name === "directories";
      if (isNamed || isList || name === "development") return;
      node.flow = true;
      pad(node, isMap(node));
      const indent = 2 * depth + name.length + 2;
      if (indent + lengthOf(node) > WIDTH && !isSeqOfWords(node))
        node.flow = false;
    },
  });
}

const isSeqOfWords = (node: Node): boolean =>
  isSeq(node) && node.items.every((item) => isScalar(item));

/** Parts what a person reads one by one: the document's own blocks, and the services. */
function space(document: Document): void {
  const { contents } = document;
  if (!isMap(contents)) return;
  const spaced = (pair: Pair) => {
    if (isNode(pair.key)) pair.key.spaceBefore = true;
  };
  for (const pair of contents.items) {
    const { key, value } = pair;
    if (!isMap(value) || value.flow) continue;
    spaced(pair);
    if (String(key) === "services") value.items.slice(1).forEach(spaced);
  }
}

function comment(document: Document, { path, text }: SpecComment): void {
  const parent = document.getIn(path.slice(0, -1), true);
  const name = String(path.at(-1));
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => String(key) === name)
    : undefined;
  const value = pair
    ? pair.value
    : isSeq(parent)
      ? parent.items[Number(name)]
      : null;
  const isBlock = isCollection(value) && !value.flow;
  const above = isBlock ? pair?.key : null;
  if (isNode(above)) above.commentBefore = ` ${text}`;
  else if (isNode(value)) value.comment = ` ${text}`;
}

/**
 * One new part of a spec: the lines of its key and its value, as far to the left as they go.
 *
 * @param path The keys down to it, such as `services` and its name; a list's item is its last part alone.
 */
export function writePart(path: readonly string[], value: unknown): string[] {
  const data = path.reduceRight<unknown>(
    (inner, name) => ({ [name]: inner }),
    path[0] === "services" ? inOrder(value as object, ORDER.service) : value,
  );
  const document = new Document(data, { compat: "yaml-1.1" });
  inBrackets(document.contents as Node, 0);
  const above = path.length - 1;
  return document
    .toString(STYLE)
    .trimEnd()
    .split("\n")
    .slice(above)
    .map((line) => line.slice(2 * above));
}

/** Plain data as YAML on one line. */
export function writeFlow(value: unknown): string {
  const document = new Document(value, { compat: "yaml-1.1" });
  visit(document, {
    Scalar(_, node, ancestors) {
      quote(node, ancestors);
    },
    Collection(_, node) {
      node.flow = true;
      pad(node, isMap(node));
    },
  });
  return document.toString(STYLE).trimEnd();
}

/**
 * A spec as the file that a person would write: short, in order, with what is said beside it.
 *
 * @param spec The spec, which has to be right.
 * @param comments What stands above a block, or behind a value.
 * @param schema Where editors find the schema, seen from the file; null where they cannot.
 */
export function writeYaml(
  spec: Spec,
  comments: readonly SpecComment[] = [],
  schema: string | null = null,
): string {
  const document = new Document(ordered(spec), {
    aliasDuplicateObjects: false,
    // Bare, `no` is false to many readers.
    compat: "yaml-1.1",
  });
  if (schema !== null)
    document.commentBefore = ` yaml-language-server: $schema=${schema}`;
  if (document.contents) inBrackets(document.contents as Node, 0);
  space(document);
  for (const each of comments) comment(document, each);
  // The library parts a comment at the top from what follows; the header belongs to it.
  return document.toString(STYLE).replace(/^(#[^\n]*\n)\n/, "$1");
}
