import { isProjectPath } from "../spec/schema/scalars.ts";
import type { Certainty, Place, Variable } from "./detection.ts";
import { inlinePaths, joinPaths } from "./inline-paths.ts";
import { matches, type CodeLine } from "./scan.ts";

/** A way of writing that gives a place away: the path stands in the first group. */
export interface WriteRule {
  readonly pattern: RegExp;
  /** Whether the path is a file's; its folder is what is written then. */
  readonly isFile: boolean;
  readonly certainty: Certainty;
  /** The folder that what is written so is seen from, where it is not the working directory. */
  readonly below?: string;
}

const WORKDIR = "/app/";

/** A folder that a line of code writes. */
export interface Written extends Place {
  readonly path: string;
  readonly certainty: Certainty;
  /** What the line calls it, or null. */
  readonly name: string | null;
}

/** What stands in a text's place once the program runs: nobody knows it before. */
const UNKNOWN = /\{[^{}]*\}|%/;

/** Folders of the system: what is written there is not the project's own. */
const SYSTEM =
  /^\/(?:app|tmp|dev|proc|sys|run|etc|usr|bin|var\/(?:tmp|run))(?:\/|$)/;

/**
 * A path as it is written in code, seen from the working directory; one that lies outside of it
 * as it is. Null for what nobody knows.
 */
function toPath(text: string, isFile: boolean): string | null {
  const plain = text.startsWith(WORKDIR)
    ? text.slice(WORKDIR.length)
    : text.replace(/^(?:\.\/)+/, "");
  const parts = plain.split("/").filter((part) => part !== "");
  const named = isFile ? parts.slice(0, -1) : parts;
  const unknown = named.findIndex((part) => UNKNOWN.test(part));
  const folders = unknown < 0 ? named : named.slice(0, unknown);
  const path = folders.join("/");
  // Where it begins with something unknown it may lie anywhere.
  if (/^[{%]/.test(plain) || !isProjectPath(path || "x")) return null;
  const isPlain = folders.every((part) => /^[\w.@-]+$/.test(part));
  if (!isPlain || folders.includes(".")) return null;
  if (!plain.startsWith("/")) return path;
  return path === "" || SYSTEM.test(plain) ? null : `/${path}`;
}

/** `CACHE_DIR = …`, `const uploads = …`, `self.inbox = …`, and `cache: …` or `cache=…` of a table or a call. */
const nameIn = (text: string): string | null =>
  /^\s*(?:(?:export\s+)?(?:const|let|var)\s+)?(?:\w+\.)*["']?([A-Za-z_]\w*)["']?(?:\s*:[^=]*=|\s*[:=])(?!=)/.exec(
    text,
  )?.[1] ?? null;

/** A place that is called so and has an ending is a file's. */
const hasEnding = (path: string) => /[\w-]\.\w{1,7}$/.test(path);

/** A name that says what it is for, and a value that can be nothing else. */
const SAYS_PLACE = /_(?:DIR|DIRECTORY|FOLDER|PATH|ROOT)\b|\bPath\(/i;

/** Whether code takes for a path what it calls so: `CACHE = "redis"` may be anything. */
function isPlace(
  { text }: CodeLine,
  path: string,
  lines: readonly CodeLine[],
): boolean {
  if (path.includes("/") || SAYS_PLACE.test(text)) return true;
  const name = nameIn(text);
  if (name === null) return false;
  const used = new RegExp(
    `\\b${name}\\s*/\\s*[\\w"'(]|\\b(?:join|resolve|Path|open|makedirs|mkdir(?:Sync)?)\\(\\s*(?:\\w+\\.)*${name}\\b|\\{(?:\\w+\\.)*${name}\\}/`,
  );
  return lines.some((each) => used.test(each.text));
}

function byRule(
  lines: readonly CodeLine[],
  rules: readonly WriteRule[],
  all: readonly CodeLine[],
) {
  return rules.flatMap(({ pattern, isFile, certainty, below = "" }) =>
    matches(lines, pattern).flatMap(({ at, groups }): Written[] => {
      const text = groups.find((group) => group) ?? "";
      const isLikely = certainty === "likely";
      const isOfFile = isFile && !text.endsWith("/");
      const own = toPath(text, isOfFile || (isLikely && hasEnding(text)));
      if (own === null || (isLikely && own === "")) return [];
      if (isLikely && !isPlace(at, text, all)) return [];
      const path = own.startsWith("/")
        ? own
        : [below, own].filter((part) => part !== "").join("/");
      const { file, line } = at;
      return [{ path, certainty, name: nameIn(at.text), file, line }];
    }),
  );
}

/** What a variable of a place is called. */
const PLACE = /(?:^|_)(?:DIR|DIRECTORY|FOLDER|UPLOADS?)$|_PATH$/;

/** A file that a program writes, where a variable says where. */
const KEPT_FILE = /\.(?:db|sqlite3?|log)$/;

/** Folders that come with a program: it reads them. */
export const COMES_ALONG =
  /(?:^|\/)(?:templates?|views|static|public|assets|config|migrations|locales?|fixtures|certs?|models|dist|build|src|bin)$/;

/** What stands in the place of a variable that a person may set: a folder elsewhere, so one of data. */
function byVariable(
  lines: readonly CodeLine[],
  variables: readonly Variable[],
): Written[] {
  return variables.flatMap(({ name, fallback, file, line }): Written[] => {
    if (fallback === null || !PLACE.test(name)) return [];
    const isFile = hasEnding(fallback);
    const path = toPath(fallback, isFile);
    if (path === null || COMES_ALONG.test(path)) return [];
    if (isFile ? !KEPT_FILE.test(fallback) : path === "") return [];
    // A path without an ending that begins with a slash may be an address's.
    if (!isFile && path.startsWith("/") && name.endsWith("_PATH")) return [];
    const at = lines.find((each) => each.file === file && each.line === line);
    const called = nameIn(at?.text ?? "") ?? name;
    return [{ path, certainty: "likely", name: called, file, line }];
  });
}

/** A folder of a name, joined in any of the ways that Python and JavaScript have; a file has an ending. */
const joined = (name: string): RegExp => {
  const owner = `(?:\\w+\\.)*${name}`;
  const part = `([\\w-]+)`;
  return new RegExp(
    [
      `\\b${name}\\s*/\\s*["']${part}["']`,
      `\\b(?:join|resolve|Path)\\(\\s*${owner}\\s*,\\s*["'\`]${part}["'\`]`,
      `\\$\\{${owner}\\}/${part}[/\`]`,
    ].join("|"),
  );
};

/** A line that opens what it names: a file, with an ending or without. */
const OPENS =
  /\bopen\(|\.touch\(|\b(?:read|write)_\w+\(|\b(?:read|write|append)File/;

/** The folders that code writes, and those in them that it reaches by the name of one. */
export function findWritten(
  all: readonly CodeLine[],
  rules: readonly WriteRule[],
  variables: readonly Variable[],
): Written[] {
  const found = [
    ...byRule(inlinePaths(all), rules, all),
    ...byVariable(all, variables),
  ];
  const lines = joinPaths(all).filter(({ text }) => !OPENS.test(text));
  const below = found.flatMap(({ path, name }): Written[] => {
    if (name === null || path === "") return [];
    return matches(lines, joined(name)).map(({ at, groups }) => ({
      path: `${path}/${groups.find((group) => group)}`,
      certainty: "likely" as const,
      name: null,
      file: at.file,
      line: at.line,
    }));
  });
  return [...found, ...below];
}
