import { posix } from "node:path";
import type { ContextFiles } from "../model/snapshot.ts";
import type { Toolchain } from "../model/toolchain.ts";
import { isProjectPath } from "../spec/schema/scalars.ts";
import { finding, type Finding, type Place } from "./detection.ts";
import { isAside, isMade, isTest } from "./find-source.ts";
import { matchesGlobs } from "./match-glob.ts";
import { matches, type CodeLine } from "./scan.ts";

/** A text in quotes, up to where a name is put into it. */
const TEXT = /["'`](\.{0,2}[\w/@][\w@./-]*)(?=(["'`])|\$?\{|\*|%)/;

/** A line in which a word without a slash or an ending may be a folder. */
const PLACES =
  /\b(?:join|resolve|Path|open|static|views|root|readdir\w*|listdir|walk|load\w*|from_pretrained|directory|folder|template_\w+|_?dir(?:name)?|DIR|__file__)\b|_DIR\b|__dirname|\/\s*["']/i;

/** What a program makes as it runs, and what each stage has anyway. */
const NO_DATA =
  /\.(?:db|sqlite3?|log|pid|lock|md)$|(?:^|\/)(?:package(?:-lock)?\.json|pyproject\.toml|(?:Dockerfile|(?:docker-)?compose)[^/]*)$/;

/** Never in an image, whatever names it. */
const SECRET =
  /\.(?:pem|key|p12|pfx)$|(?:^|[/_.-])(?:credentials?|secrets?|service[-_]?account|client_secret|tokens?)[^/]*\.(?:json|ya?ml|toml|txt)$/i;

/** Data by its ending; what only tools read is mostly called otherwise. */
const DATA_FILE =
  /\.(?:csv|tsv|sql|graphql|gql|proto|parquet|npy|npz|pkl|pickle|joblib|onnx|pt|pth|h5|keras|safetensors|gguf|bin|ejs|pug|hbs|njk|mustache|jinja2?)$|^(?:config|settings)\.(?:json|ya?ml|toml|ini)$/;
const IN_FOLDER = /\.(?:json|html|txt|xml)$/;

const MANIFEST = /(?:^|\/)(?:package\.json|pyproject\.toml|requirements\.txt)$/;

interface Named extends Place {
  readonly path: string;
}

interface Given {
  readonly files: ContextFiles;
  readonly toolchain: Toolchain;
  readonly lines: readonly CodeLine[];
}

const topOf = (path: string) => path.split("/")[0]!;

/** Whether something is in the image already, or is no part of the program. */
function isElsewhere(
  { source, tests, manifests, extras }: Toolchain,
  path: string,
): boolean {
  const has = (each: string) => path === each || path.startsWith(`${each}/`);
  const known = [...source, ...tests].map((each) => each.path);
  return [...known, ...manifests, ...extras].some(has) || isTest(topOf(path));
}

/** The file or folder of the project that a text names, seen from the start or from the file it stands in. */
function pathOf(files: ContextFiles, file: string, text: string) {
  const plain = text.replace(/^\/app\//, "").replace(/\/+$/, "");
  if (plain.startsWith("/")) return null;
  const isThere = (path: string) =>
    files.has(path) || files.paths.some((each) => each.startsWith(`${path}/`));
  return (
    [posix.join(posix.dirname(file), plain), posix.normalize(plain)]
      .map((path) => path.replace(/^(?:\.\.\/)+/, ""))
      .filter((path) => path !== "." && path !== "..")
      .flatMap((path) => [path, `${path}.json`])
      .find(isThere) ?? null
  );
}

/** Whether Git ignores a path, so that no other checkout has it: https://git-scm.com/docs/gitignore#_pattern_format */
function isIgnored(files: ContextFiles, path: string): boolean {
  const patterns = (files.read(".gitignore") ?? "")
    .split("\n")
    .map((line) => line.trim().replace(/\/(?:\*\*?)?$/, ""))
    .filter((line) => line !== "" && !/^[#!]/.test(line));
  const parts = path.split("/");
  const above = parts.map((_, at) => parts.slice(0, at + 1).join("/"));
  return patterns.some((pattern) =>
    pattern.includes("/")
      ? above.some((each) => matchesGlobs(each, [pattern.replace(/^\//, "")]))
      : parts.some((part) => matchesGlobs(part, [pattern])),
  );
}

/** What a path is that no image should hold, or null. */
function outside(files: ContextFiles, path: string): string | null {
  if (SECRET.test(path))
    return "looks like a secret, which no image should hold";
  return isIgnored(files, path)
    ? "is ignored by Git, so that no other checkout has it to copy"
    : null;
}

/** Each path of the project that lines name, which is not in the image by itself. */
function named({ lines, files, toolchain }: Given): Named[] {
  return matches(lines, TEXT).flatMap(({ at, groups }): Named[] => {
    const [text = "", isWhole] = groups;
    const folder = text.slice(0, text.lastIndexOf("/") + 1);
    const whole = isWhole ? text : folder;
    const isPath = /\/|\.\w+$/.test(whole);
    if (whole === "" || (!isPath && !PLACES.test(at.text))) return [];
    const path = pathOf(files, at.file, whole);
    if (path === null || isElsewhere(toolchain, path)) return [];
    const top = topOf(path);
    const taken = isAside(top) ? path : top;
    const isNone =
      isMade(top) ||
      top.startsWith(".") ||
      NO_DATA.test(path) ||
      !isProjectPath(taken);
    return isNone
      ? []
      : [
          {
            path: outside(files, path) === null ? taken : path,
            file: at.file,
            line: at.line,
          },
        ];
  });
}

/** What looks like a program's data, and nothing names. */
function leftOut(
  { files, toolchain }: Given,
  isKnown: (path: string) => boolean,
): string[] {
  const inner = files.paths
    .filter((path) => path.includes("/") && MANIFEST.test(path))
    .map(topOf);
  const data = files.paths.filter((path) => {
    const top = topOf(path);
    const isData =
      DATA_FILE.test(path) || (top !== path && IN_FOLDER.test(path));
    return (
      isData &&
      !top.startsWith(".") &&
      !isAside(top) &&
      !isMade(top) &&
      !inner.includes(top) &&
      outside(files, path) === null &&
      isProjectPath(top) &&
      !isElsewhere(toolchain, path) &&
      !isKnown(top)
    );
  });
  return [...new Set(data.map(topOf))];
}

/** What an image takes beside its source: what code names of the project's files, and what may be missing. */
export function includedIn(
  given: Given,
  written: readonly { readonly path: string }[],
): { include: string[]; findings: Finding[] } {
  const isWritten = (path: string) =>
    written.some((each) => topOf(each.path) === topOf(path));
  const all = named(given).filter(({ path }) => !isWritten(path));
  const first = [
    ...new Map(all.toReversed().map((each) => [each.path, each])).values(),
  ];
  const { files } = given;
  const mounted = first.flatMap((each) => {
    const reason = outside(files, each.path);
    return reason === null ? [] : [{ ...each, reason }];
  });
  const read = first.filter(({ path }) => outside(files, path) === null);
  const include = read.map(({ path }) => path).sort();
  const rest = leftOut(
    given,
    (path) => isWritten(path) || include.includes(path),
  );
  const [are, them] = rest.length === 1 ? ["is", "it"] : ["are", "them"];
  const list = `${rest.slice(0, -1).join(", ")}${rest.length > 1 ? " and " : ""}${rest.at(-1)}`;
  return {
    include,
    findings: [
      ...read.map(({ path, ...place }) =>
        finding("source", "likely", `${path} is read, and comes along`, place),
      ),
      ...mounted.map(({ path, reason, ...place }) =>
        finding(
          "warning",
          "likely",
          `${path} is read, and ${reason}`,
          place,
          `mount it instead: volumes: [./${path}:/app/${path}:ro] under the service`,
        ),
      ),
      ...(rest.length === 0
        ? []
        : [
            finding(
              "warning",
              "guess",
              `${list} ${are} not copied, since no code names ${them}`,
              null,
              `where the program reads ${them}, write include: [${rest.join(", ")}] under the image`,
            ),
          ]),
    ],
  };
}
