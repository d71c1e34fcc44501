import { readYaml } from "../spec/read-yaml.ts";
import type { Place, SourceLines } from "./source-lines.ts";

/** What Compose calls a place by: `services.web.ports.0` of the schema, `services[web].ports` of its own. */
const PATH = /\b(?:services|networks|volumes|secrets|configs)[.[][^\s':]+/;

const OF_A_KEY = /additional properties '([^']+)'/;

/** The keys that words mean one below the other, as far as there are such; a key may have dots in it. */
function keysIn(data: unknown, words: readonly string[]): string[] {
  if (typeof data !== "object" || data === null) return [];
  for (let count = words.length; count > 0; count--) {
    const key = words.slice(0, count).join(".");
    if (!Object.hasOwn(data, key)) continue;
    const inner = (data as Record<string, unknown>)[key];
    return [key, ...keysIn(inner, words.slice(count))];
  }
  return [];
}

function wordsIn(said: string): string[] {
  const service = /\bservice "([^"]+)"/.exec(said)?.[1];
  if (service !== undefined) return ["services", service];
  const path =
    PATH.exec(said)?.[0]
      .split(/[.[\]]+/)
      .filter(Boolean) ?? [];
  return [...path, OF_A_KEY.exec(said)?.[1] ?? []].flat();
}

/** Where in a file Compose or Bake does not like it, by what they say; null where they do not tell. */
export function refusedAt(
  lines: SourceLines,
  file: string,
  said: string,
): Place | null {
  const line = /\bline (\d+)\b|^[\w./-]+:(\d+)$/m.exec(said);
  if (line) return lines.at(file, Number(line[1] ?? line[2]));
  const { data, locate } = readYaml(lines.textOf(file) ?? "", file);
  const keys = keysIn(data, wordsIn(said));
  return keys.length > 1 ? lines.at(file, locate(keys, true).line) : null;
}
