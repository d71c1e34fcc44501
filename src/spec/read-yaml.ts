import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import type { SpecSource } from "./source.ts";

/** Keys whose number is text: `python: 3.10` is 3.1 to YAML; what was typed is what was meant. */
const VERSIONS = new Set(["python", "node", "version"]);
/** Keys of maps whose every number is text. */
const MAPS_OF_TEXTS = new Set(["environment", "args", "labels"]);
/** Below these stand names that a person chose. */
const NAMED = new Set(["images", "services"]);

function keepAsTyped(document: Document): void {
  visit(document, {
    Pair(_, { key, value }, ancestors) {
      if (!isScalar(value) || typeof value.value !== "number") return;
      const [above, map] = ancestors
        .filter((each) => isPair(each))
        .slice(-2)
        .map((each) => String(each.key));
      const isInMap =
        MAPS_OF_TEXTS.has(map ?? above ?? "") && !NAMED.has(above ?? "");
      if ((VERSIONS.has(String(key)) || isInMap) && value.source)
        value.value = value.source;
    },
  });
}

/**
 * Reads YAML, and JSON, which is YAML too.
 *
 * @param text The file's content.
 * @param file Its name, for messages.
 */
export function readYaml(text: string, file: string): SpecSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const positionAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntaxErrors = document.errors.map((error) => ({
    ...positionAt(error.pos[0]),
    message: error.message.split(/ at line \d+/)[0] ?? error.message,
  }));
  let data: unknown;
  if (syntaxErrors.length === 0) {
    try {
      keepAsTyped(document);
      data = document.toJS();
    } catch (error) {
      // The library stops at an alias without an anchor, and at aliases that multiply without end.
      syntaxErrors.push({
        line: 1,
        column: 1,
        message: (error as Error).message,
      });
    }
  }
  return {
    file,
    data,
    syntaxErrors,
    locate(path, atKey = false) {
      let node: Node | null = document.contents;
      let offset = node?.range?.[0] ?? 0;
      for (const [depth, part] of path.entries()) {
        if (isAlias(node)) node = node.resolve(document) ?? null;
        if (isMap(node)) {
          const pair = node.items.find(
            ({ key }) => String(key) === String(part),
          );
          if (!pair) break;
          const last = depth === path.length - 1;
          const key = pair.key as Node | null;
          const value = pair.value as Node | null;
          const empty =
            !value?.range || (isScalar(value) && value.value === null);
          offset =
            ((last && atKey) || empty ? key : value)?.range?.[0] ?? offset;
          node = value;
        } else if (isSeq(node)) {
          node = (node.items[Number(part)] as Node | undefined) ?? null;
          offset = node?.range?.[0] ?? offset;
        } else break;
      }
      return positionAt(offset);
    },
  };
}
