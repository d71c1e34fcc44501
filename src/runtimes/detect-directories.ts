import type { ContextFiles } from "../model/snapshot.ts";
import { isProjectPath } from "../spec/schema/scalars.ts";
import {
  finding,
  type Certainty,
  type DetectedDirectory,
  type Finding,
  type Place,
  type Variable,
} from "./detection.ts";
import { inlinePaths } from "./inline-paths.ts";
import { matches, type CodeLine } from "./scan.ts";

/** A way of writing that gives a place away: the path stands in the first group. */
export interface WriteRule {
  readonly pattern: RegExp;
  /** Whether the path is a file's; its folder is what is written then. */
  readonly isFile: boolean;
  readonly certainty: Certainty;
}

/** What comes and goes: it needs no volume. */
const PASSING = /(?:^|\/)\.?(?:cache|tmp|temp|logs?)(?:\/|$)/;

const WORKDIR = "/app/";

interface Written extends Place {
  readonly path: string;
  readonly certainty: Certainty;
  /** What the line calls it, or null. */
  readonly name: string | null;
}

/** A path as it is written in code, seen from the working directory; null for what is none of ours. */
function toPath(text: string, isFile: boolean): string | null {
  const plain = text.startsWith(WORKDIR)
    ? text.slice(WORKDIR.length)
    : text.replace(/^(?:\.\/)+/, "");
  const parts = plain.split("/").filter((part) => part !== "");
  const folders = isFile ? parts.slice(0, -1) : parts;
  if (plain.startsWith("/") || !isProjectPath(plain)) return null;
  return folders.every((part) => /^[\w.@-]+$/.test(part)) &&
    !folders.includes(".")
    ? folders.join("/")
    : null;
}

/** `CACHE_DIR = …`, `const uploads = …`, `self.inbox = …`, and `cache: …` or `cache=…` of a table or a call. */
const nameIn = (text: string): string | null =>
  /^\s*(?:(?:export\s+)?(?:const|let|var)\s+)?(?:\w+\.)*["']?([A-Za-z_]\w*)["']?(?:\s*:[^=]*=|\s*[:=])(?!=)/.exec(
    text,
  )?.[1] ?? null;

/** A place that is called so and has an ending is a file's. */
const hasEnding = (path: string) => /[\w-]\.\w{1,7}$/.test(path);

function byRule(lines: readonly CodeLine[], rules: readonly WriteRule[]) {
  return rules.flatMap(({ pattern, isFile, certainty }) =>
    matches(lines, pattern).flatMap(({ at, groups }): Written[] => {
      const text = groups.find((group) => group) ?? "";
      const isLikely = certainty === "likely";
      const path = toPath(text, isFile || (isLikely && hasEnding(text)));
      if (path === null || (isLikely && path === "")) return [];
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
const COMES_ALONG =
  /(?:^|\/)(?:templates?|views|static|public|assets|config|migrations|locales?|fixtures|certs?|models|dist|build|src|bin)$/;

/** Folders that programs fill, by what they are called. */
const IS_FILLED =
  /upload|output|export|result|backup|storage|media|cache|te?mp|log/i;

/** A file that was brought along to be read. */
const DATA_FILE =
  /\.(?:csv|tsv|json|ya?ml|toml|txt|sql|parquet|pkl|joblib|onnx|npy)$/;

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
function written(
  all: readonly CodeLine[],
  rules: readonly WriteRule[],
  variables: readonly Variable[],
): Written[] {
  const found = [...byRule(all, rules), ...byVariable(all, variables)];
  const lines = all.filter(({ text }) => !OPENS.test(text));
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

const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`);

/** What of the program lies in a folder: it is no place for what is written. */
type Held = "code" | "data" | null;

const INSTEAD = (what: string) =>
  `write into a folder without ${what}, such as data/, and name that: directories: [{ path: data, volume: data }]`;

function tell({ path, certainty, file, line }: Written, holds: Held) {
  const place = { file, line };
  if (path === "") {
    return finding(
      "problem",
      certainty,
      "a file is written beside the program, which production keeps read-only",
      place,
      "write it into a folder of its own, such as data/, and name that: directories: [{ path: data, volume: data }]",
    );
  }
  if (holds === "code") {
    return finding(
      "problem",
      certainty,
      `${path} is written and holds code, which production keeps read-only`,
      place,
      INSTEAD("code"),
    );
  }
  // A build may write there, which is its place.
  if (holds === "data") {
    return finding(
      "warning",
      certainty,
      `${path} is written and comes with the program, which production keeps read-only`,
      place,
      `${INSTEAD("files of the program")}; what a build writes may stay`,
    );
  }
  return finding("directory", certainty, `${path} is written`, place);
}

/** The folders that code writes. One that holds code is a problem: the program is not the user's. */
export function directoriesIn(
  { lines, files }: { lines: readonly CodeLine[]; files: ContextFiles },
  rules: readonly WriteRule[],
  variables: readonly Variable[],
  isCode: RegExp,
): { directories: DetectedDirectory[]; findings: Finding[] } {
  const inCode = (path: string): boolean =>
    files.paths.some((file) => isBelow(file, path) && isCode.test(file)) ||
    (path.includes("/") && inCode(path.slice(0, path.lastIndexOf("/"))));
  const comesAlong = (path: string): boolean =>
    COMES_ALONG.test(path) &&
    files.paths.some((file) => file.startsWith(`${path}/`));
  // A name alone says less than files of data that lie there.
  const isRead = ({ path, certainty }: Written): boolean =>
    certainty === "likely" &&
    !IS_FILLED.test(path) &&
    files.paths.some((file) => isBelow(file, path) && DATA_FILE.test(file));
  const heldIn = (each: Written): Held => {
    const { path } = each;
    if (path === "") return null;
    if (inCode(path)) return "code";
    return comesAlong(path) || isRead(each) ? "data" : null;
  };
  const order: Certainty[] = ["certain", "likely", "guess"];
  const all = written(inlinePaths(lines), rules, variables).toSorted(
    (one, other) =>
      order.indexOf(one.certainty) - order.indexOf(other.certainty),
  );
  const unique = [
    ...new Map(all.toReversed().map((each) => [each.path, each])).values(),
  ].toReversed();
  const places = unique.filter(
    (each) => each.path !== "" && heldIn(each) === null,
  );
  const isInner = ({ path }: Written) =>
    places.some((each) => each.path !== path && isBelow(path, each.path));
  const directories = places
    .filter((each) => !isInner(each))
    .map(({ path, certainty }) => ({
      path,
      certainty,
      isKept: !PASSING.test(path),
      subdirs: unique
        .filter((each) => each.path.startsWith(`${path}/`))
        .map((each) => each.path.slice(path.length + 1)),
    }));
  return {
    directories,
    findings: unique.map((each) => tell(each, heldIn(each))),
  };
}
