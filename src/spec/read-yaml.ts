import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from "yaml";
import type { SpecSource } from "./source.ts";

/** `python: 3.10` is the number 3.1 to YAML; what was typed is what was meant. */
const VERSIONS = [
  ["images", "*", "runtime", "python"],
  ["images", "*", "runtime", "node"],
  ["services", "*", "version"],
];

function keepVersionsAsTyped(
  document: Document,
  path: readonly string[],
  at: string[] = [],
): void {
  const [part, ...rest] = path;
  if (part === undefined) {
    const node = document.getIn(at, true);
    if (isScalar(node) && typeof node.value === "number" && node.source)
      node.value = node.source;
    return;
  }
  const parent = at.length === 0 ? document.contents : document.getIn(at);
  if (!isMap(parent)) return;
  const names =
    part === "*" ? parent.items.map(({ key }) => String(key)) : [part];
  for (const name of names) keepVersionsAsTyped(document, rest, [...at, name]);
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
      for (const path of VERSIONS) keepVersionsAsTyped(document, path);
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
