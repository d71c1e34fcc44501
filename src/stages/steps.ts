import type { SourcePath } from "../model/toolchain.ts";

/** A stage of a Dockerfile: which template lays it out, and what stands in its places. */
export interface StagePlan {
  readonly name: string;
  /** A file under templates/, without its ending. */
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One RUN: its mounts, and the commands behind them, each only run when the one before did well. */
export interface RunStep {
  readonly mounts: readonly string[];
  readonly commands: readonly string[];
}

/** One RUN with a here-document: what a person wrote, or what needs several lines. */
export interface ScriptStep {
  readonly lines: readonly string[];
  /** A word that no line of the script is. */
  readonly end: string;
}

/** One COPY, its sources and target in a form that the Dockerfile's parser takes as they are. */
export interface CopyStep {
  readonly flags: string;
  readonly paths: string;
}

/** The user that the steps behind USER run as, as the two build arguments name it. */
const OWNER = "${APP_UID}:${APP_GID}";

/** COPY leaves files to root unless it is told whose they are, before USER and after it. */
export const OWNED = `--chown=${OWNER}`;

/** A path that is known to be a file. */
export const fileOf = (path: string): SourcePath => ({ path, isFolder: false });

/** Text in double quotes for ENV, ARG and LABEL: https://docs.docker.com/reference/dockerfile/#environment-replacement */
export const quote = (value: string): string =>
  `"${value.replace(/[\\"$]/g, "\\$&")}"`;

/** A word for /bin/sh, in single quotes where it needs any. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The exec form of CMD and COPY: JSON, which the parser does not expand. */
export const execForm = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;

/** A field of comma-separated values: of a --mount, and of a secret in docker-bake.json. */
export const field = (text: string): string =>
  /^[\w@%+=:./${}-]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;

/** A file of the context, or of another stage. */
export type BoundFile =
  | string
  | { readonly path: string; readonly stage: string; readonly source: string };

/** A bind of one file, seen by one RUN alone. */
export function bindFile(file: BoundFile): string {
  const { path, source, stage } =
    typeof file === "string" ? { path: file, source: file, stage: null } : file;
  const from = stage === null ? "" : `from=${stage},`;
  return `type=bind,${from}${field(`source=${source}`)},${field(`target=${path}`)}`;
}

/** A cache of root's steps. */
export const rootCache = (id: string, target: string): string =>
  `type=cache,id=${id},target=${target}`;

/** What a mount of the user's steps ends with: left to itself, it is root's. */
export const USERS = ",uid=${APP_UID},gid=${APP_GID}";

/** A cache of the user's steps: what one uid filled, another could not write, so the id carries it. */
export const userCache = (id: string, target: string): string =>
  `type=cache,id=${id}-\${APP_UID},target=${target}${USERS}`;

/** A word that no parser takes for a flag, a pattern, a quote or a here-document. */
const isPlain = (path: string) => /^(?!-)[\w@%+=./${}-]+$/.test(path);

function copyPaths(sources: readonly string[], target: string): string {
  const words = [...sources, target];
  return words.every(isPlain) ? words.join(" ") : execForm(words);
}

/** A COPY of given paths; `flags` come before them. */
export const copy = (
  sources: readonly string[],
  target: string,
  flags = "",
): CopyStep => ({
  flags: flags && `${flags} `,
  paths: copyPaths(sources, target),
});

/**
 * The COPYs that bring paths of the context to the same places below a folder: the files of
 * one folder at once, then each folder by itself, since COPY lays a folder's content down.
 */
export function copyTree(
  paths: readonly SourcePath[],
  into: string,
  flags = "",
): CopyStep[] {
  const files = new Map<string, string[]>();
  for (const { path, isFolder } of paths) {
    if (isFolder) continue;
    const folder = path.split("/").slice(0, -1).join("/");
    files.set(folder, [...(files.get(folder) ?? []), path]);
  }
  return [
    ...[...files].map(([folder, members]) =>
      copy(members, `${into}/${folder}`.replace(/\/*$/, "/"), flags),
    ),
    ...paths
      .filter(({ isFolder }) => isFolder)
      .map(({ path }) => copy([path], `${into}/${path}`, flags)),
  ];
}

/** A person's own commands as one RUN; its end mark is a word that they do not contain. */
export function script(lines: readonly string[]): ScriptStep {
  const all = lines.flatMap((line) => line.split("\n"));
  // A carriage return at a line's end is none of its text to BuildKit; to others it ends a line.
  const taken = new Set(all.flatMap((line) => line.split("\r")));
  let end = "EOF";
  for (let number = 1; taken.has(end); number++) end = `EOF${number}`;
  return { lines: all, end };
}
