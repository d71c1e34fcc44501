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
  type YAMLMap,
} from "yaml";

/** The widest line that prettier leaves a list on, when it is written in brackets. */
const WIDTH = 80;

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

/** Gives each part that is written once a name: the first service that has it, and the key. */
function nameAnchors(document: Document): void {
  const names = new Map<string, string>();
  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isCollection(pair.value) || !pair.value.anchor) return;
      const [, service] = ancestors.filter((each) => isPair(each));
      const name = `${String(service?.key)}-${String(pair.key)}`.replace(
        /[^\w-]/g,
        "-",
      );
      const taken = [...names.values()].includes(name);
      names.set(pair.value.anchor, taken ? `${name}-${names.size}` : name);
      pair.value.anchor = names.get(pair.value.anchor)!;
    },
    Alias: (_, alias) =>
      void (alias.source = names.get(alias.source) ?? alias.source),
  });
}

function layOut(document: Document): void {
  visit(document, {
    Pair(_, { key, value }, ancestors) {
      // 22:22 is a number in base 60 to YAML 1.1.
      if (key instanceof Scalar && key.value === "ports" && isSeq(value)) {
        for (const port of value.items) {
          if (isScalar(port)) port.type = Scalar.QUOTE_DOUBLE;
        }
      }
      if (
        !isSeq(value) ||
        !ON_ONE_LINE.has(String(key)) ||
        !value.items.every((item) => isScalar(item))
      )
        return;
      const indent = 2 * (ancestors.filter((each) => isMap(each)).length - 1);
      const text = value.items
        .map((item) => JSON.stringify((item as Scalar).value))
        .join(", ");
      value.flow =
        value.items.length > 0 &&
        !text.includes("\\n") &&
        indent + `${String(key)}: [${text}]`.length <= WIDTH;
    },
    Scalar(_, node) {
      // A block scalar would drop or fold blanks at its ends; in quotes nothing is lost.
      if (
        typeof node.value === "string" &&
        /[\p{Cc}\u0085\u2028\u2029\ufeff]/u.test(node.value)
      )
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const root = document.contents as YAMLMap;
  const services = root.get("services", true);
  for (const map of [root, ...(isMap(services) ? [services] : [])]) {
    for (const { key } of map.items.slice(1))
      if (isNode(key)) key.spaceBefore = true;
  }
}

/**
 * Plain data as YAML, laid out as prettier would; parts that are the same object are written
 * once, with an anchor. What YAML 1.1 takes for a boolean (`yes`) is quoted, for older readers.
 */
export function toYaml(data: unknown): string {
  const document = new Document(data, {
    aliasDuplicateObjects: true,
    compat: "yaml-1.1",
  });
  nameAnchors(document);
  layOut(document);
  const text = document.toString({
    lineWidth: 0,
    nullStr: "",
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return text.trimEnd();
}
