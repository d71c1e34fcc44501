import { posix } from "node:path";
import type { CodeLine } from "./scan.ts";

/** A path or a part of one; what stands in braces is known only when the program runs. */
const WORD = "(?:[\\w./-]|\\{\\})+";
const TEXT = `["'\`](${WORD})["'\`]`;

/** Something that nobody knows yet. */
const UNKNOWN =
  "[A-Za-z_][\\w.]*(?:\\((?:[^()\"'`]|\\([^()\"'`]*\\))*\\)|\\[\\w+\\])?";

/** What is joined to a path. */
const PART = `(?:["'\`]${WORD}["'\`]|${UNKNOWN})`;
const PARTS = new RegExp(`[,/]\\s*(?:${TEXT}|${UNKNOWN})`, "g");

/** Names that projects give to the folder that the program starts in. */
const ROOT = "(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT)";

const START = new RegExp(
  `process\\.cwd\\(\\)|os\\.getcwd\\(\\)|(?:pathlib\\.)?Path\\.cwd\\(\\)|\\b(?:\\w+\\.)?${ROOT}\\b(?=\\s*(?:/|,\\s*["'\`]))`,
  "g",
);

const quoted = (path: string) => `"${path}"`;

/** Texts and unknown parts, as they are written between commas or slashes, as one path. */
function joinParts(file: string, first: string, rest: string): string {
  const found = [...rest.matchAll(PARTS)];
  const parts = [first, ...found.map(([, text]) => text ?? "{}")];
  // Python begins anew at an absolute part, Node's join does not.
  const start = file.endsWith(".py")
    ? parts.findLastIndex((part) => part.startsWith("/"))
    : 0;
  return posix.join(...parts.slice(Math.max(0, start)));
}

type Step = readonly [
  pattern: RegExp,
  to: (file: string, ...groups: string[]) => string,
];

/** What a program works out about paths, each as a text in its place. */
const STEPS: readonly Step[] = [
  [/\b__file__\b/g, (file) => quoted(file)],
  [
    /\b__dirname\b|\bimport\.meta\.dirname\b|\bapp\.root_path\b/g,
    (file) => quoted(posix.dirname(file)),
  ],
  [/\bapp\.instance_path\b/g, () => quoted("instance")],
  [START, () => quoted(".")],
  [
    new RegExp(
      `\\b(?:os\\.path\\.)?(?:abspath|realpath|normpath)\\(\\s*${TEXT}\\s*\\)|\\bstr\\(\\s*(?:Path\\(\\s*)?${TEXT}\\s*\\)?\\s*\\)`,
      "g",
    ),
    (_, one, other) => quoted(one ?? other ?? ""),
  ],
  [
    new RegExp(`\\b(?:os\\.)?path\\.dirname\\(\\s*${TEXT}\\s*\\)`, "g"),
    (_, path) => quoted(posix.join(path!, "..")),
  ],
  [
    new RegExp(
      `\\bPath\\(\\s*${TEXT}\\s*\\)\\.(?:resolve|absolute|expanduser)\\(\\)`,
      "g",
    ),
    (_, path) => `Path(${quoted(path!)})`,
  ],
  [
    new RegExp(
      `\\bPath\\(\\s*${TEXT}\\s*\\)\\.parent(?:s\\[(\\d)\\]|\\b)`,
      "g",
    ),
    (_, path, above = "0") =>
      `Path(${quoted(posix.join(path!, "../".repeat(Number(above) + 1)))})`,
  ],
  [
    new RegExp(
      `\\bPath\\(\\s*${TEXT}\\s*\\)((?:\\s*/\\s*${PART})+)|\\bPath\\(\\s*${TEXT}((?:\\s*,\\s*${PART})+)\\s*\\)`,
      "g",
    ),
    (file, one, over, other, list) =>
      `Path(${quoted(joinParts(file, one ?? other ?? "", over ?? list ?? ""))})`,
  ],
  [
    new RegExp(`${TEXT}((?:\\s*/\\s*${PART})+)`, "g"),
    (file, path, over) => quoted(joinParts(file, path!, over!)),
  ],
  [
    new RegExp(
      `(?:os\\.path\\.|path\\.)?\\b(?:join|resolve)\\(\\s*${TEXT}((?:\\s*,\\s*${PART})*)\\s*,?\\s*\\)`,
      "g",
    ),
    (file, path, list) => quoted(joinParts(file, path!, list ?? "")),
  ],
  [
    /\b(?:os\.)?(?:getenv|environ\.get)\(\s*["']\w+["']\s*,\s*(["'][\w./-]+["'])\s*\)/g,
    (_, fallback) => fallback!,
  ],
  [
    new RegExp(
      `(?<!\\w)\\(\\s*(?:${TEXT}|Path\\(\\s*${TEXT}\\s*\\))\\s*\\)(?=\\.\\w)`,
      "g",
    ),
    (_, one, other) => `Path(${quoted(one ?? other ?? "")})`,
  ],
  [
    new RegExp(`["'\`](${WORD}/)["'\`]\\s*\\+\\s*(?:${TEXT}|${UNKNOWN})`, "g"),
    (_, path, more = "{}") => quoted(path! + more),
  ],
  [
    new RegExp(`${TEXT}\\s*\\+\\s*["'\`](/${WORD})["'\`]`, "g"),
    (_, path, more) => quoted(path! + more!),
  ],
];

/** No line without one of these says anything about a path. */
const HINT =
  /__file__|dirname|join|resolve|path|Path|cwd|env|BASE_DIR|ROOT|["'`]\s*[/+]/;

/** A line in which a path that is put together of known parts stands as one text. */
function folded(file: string, line: string): string {
  let text = line;
  for (let round = 0; round < 4 && HINT.test(text); round += 1) {
    const before = text;
    for (const [pattern, to] of STEPS)
      text = text.replace(pattern, (_, ...groups: string[]) =>
        to(file, ...groups),
      );
    if (text === before) break;
  }
  return text;
}

/** `const dir = "./uploads";`, `OUT = Path("out")`, `app.config["UPLOAD_FOLDER"] = "uploads"` */
const NAMED =
  /^\s*(?:export\s+)?(?:(?:const|let|var)\s+)?(?:self\.|this\.)?(?:\w+\.config\[["'](\w+)["']\]|([A-Za-z_]\w*))\s*(?::[^=]+)?=\s*\(?(?:(?:pathlib\.)?Path\(\s*)?["'`]((?:[\w./-]|\{\})+)["'`]\)?\)?\s*[;,]?\s*$/;

/** A name that gets another value, or is a function's own. */
const RENAMED =
  /^\s*(?:(?:const|let|var)\s+)?(?:self\.|this\.)?([A-Za-z_]\w*)\s*(?::[^=]+)?=(?!=)|^\s*(?:async\s+)?def\s+\w+\((.*)/;

type Names = Map<string, string>;

function learn(names: Names, written: string, text: string): void {
  const [, ofConfig, own, path] = NAMED.exec(text) ?? [];
  const name = ofConfig ?? own;
  if (name !== undefined && path !== undefined) {
    names.set(name, path);
    return;
  }
  const [, again, parameters = ""] = RENAMED.exec(written) ?? [];
  for (const each of again ? [again] : (parameters.match(/\w+/g) ?? []))
    names.delete(each);
}

/** A name where a path is asked for: as an argument, joined to something, or with a method of a path's. */
const USED =
  /(?<=[(,=+/]\s*|^\s*|\b(?:in|return|with|if|not)\s+)(?:\b(?:self|this|settings|config|cfg|current_app|app)\.)?(?:config(?:\[|\.get\()["'](\w+)["'][\])]|\b([A-Za-z_]\w*)\b)(?=\s*(?:[,)/+;]|$)|\.(mkdir|parent|open|write_text|write_bytes|touch|resolve|absolute)\b)/g;

/** What stands in braces inside a text: `f"{OUT}/x.csv"`, `${OUT}/x.csv`. */
const EMBEDDED = /\$?\{\s*(?:\w+\.)?(\w+)\s*\}/g;

/** Python's texts with values in them: each that is not known stays as empty braces. */
const FORMATTED = /(?<![\w"'])[rR]?[fF][rR]?(["'])((?:(?!\1).)*)\1/g;

const withNames = (names: (name: string) => string | undefined, text: string) =>
  text
    .replace(
      USED,
      (
        written: string,
        ofConfig: string | undefined,
        own: string | undefined,
        method: string | undefined,
      ) => {
        const path = names(ofConfig ?? own ?? "");
        if (path === undefined) return written;
        return method === undefined ? quoted(path) : `Path(${quoted(path)})`;
      },
    )
    .replace(EMBEDDED, (written: string, name: string) => {
      const path = names(name);
      return path ?? written;
    });

const plain = (text: string) =>
  text.replace(
    FORMATTED,
    (_, quote: string, inner: string) =>
      `${quote}${inner.replace(/\{[^{}]*\}/g, "{}")}${quote}`,
  );

/** Code in which every path that is joined to a known folder stands as one text. */
export const joinPaths = (lines: readonly CodeLine[]): CodeLine[] =>
  lines.map((line) => ({ ...line, text: folded(line.file, line.text) }));

/** Reads a project line by line, as it runs: a name has the path that it got last. */
function readNames(
  lines: readonly CodeLine[],
  shared: ReadonlyMap<string, string | null>,
  say: (line: CodeLine) => void,
): Map<string, Names> {
  const files = new Map<string, Names>();
  for (const line of lines) {
    const { file } = line;
    const own = files.get(file) ?? new Map<string, string>();
    files.set(file, own);
    const known = (name: string) =>
      own.get(name) ?? shared.get(name) ?? undefined;
    const text = folded(file, plain(withNames(known, line.text)));
    learn(own, line.text, text);
    say({ ...line, text });
  }
  return files;
}

/**
 * Code in which a path stands as one text wherever it is used, whatever it was joined from and
 * called; a constant has its name in every file.
 */
export function inlinePaths(lines: readonly CodeLine[]): CodeLine[] {
  const constants = new Map<string, string | null>();
  const files = readNames(lines, new Map(), () => {});
  for (const [name, path] of [...files.values()].flatMap((own) => [...own]))
    if (/^[A-Z][A-Z\d_]+$/.test(name))
      constants.set(name, (constants.get(name) ?? path) === path ? path : null);
  const found: CodeLine[] = [];
  readNames(lines, constants, (line) => found.push(line));
  return found;
}
