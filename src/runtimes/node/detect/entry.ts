import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Certainty, Place } from "../../detection.ts";
import { lineOf } from "../../scan.ts";
import type { NodeProject } from "./project.ts";

/** The file that a program starts with. */
export interface Entry extends Place {
  readonly path: string;
  readonly certainty: Certainty;
}

const NAMES = ["server", "index", "main", "app", "start", "bot", "worker"];
const FOLDERS = ["", "src/", "server/", "app/", "api/"];
const ENDINGS = ["js", "mjs", "cjs", "ts", "mts", "cts"];

const CANDIDATES = FOLDERS.flatMap((folder) =>
  NAMES.flatMap((name) =>
    ENDINGS.map((ending) => `${folder}${name}.${ending}`),
  ),
);

export const isTypeScript = (path: string): boolean => /\.[cm]?ts$/.test(path);

/** What a compiler made a file of: `dist/server.js` is `src/server.ts`, or `server.ts`. */
function sourceOf(files: ContextFiles, path: string): string | null {
  const [, inner, kind] = /^[\w-]+\/(.+)\.([cm]?)js$/.exec(path) ?? [];
  return (
    [`src/${inner}.${kind}ts`, `${inner}.${kind}ts`].find((each) =>
      files.has(each),
    ) ?? null
  );
}

/** A script of node's, which may have no ending: `bin/www`. */
const IS_CODE = /(?:^|\/)[^./]+$|\.[cm]?[jt]sx?$/;

/** A word of a command that is a file of the project, or was made of one. */
function fileIn({ files }: NodeProject, words: readonly string[]) {
  const paths = words.map((word) => word.replace(/^\.\//, ""));
  const made = paths.flatMap((path) => sourceOf(files, path) ?? []);
  const own = paths.find((path) => files.has(path) && IS_CODE.test(path));
  return own ?? made[0] ?? null;
}

/** The file to start: one that a command names, package.json's main, or one that is called so. */
export function findEntry(
  project: NodeProject,
  commands: readonly (readonly string[])[],
): Entry | null {
  const { files, manifest } = project;
  const named = commands.flatMap((words) => fileIn(project, words) ?? [])[0];
  if (named)
    return { path: named, certainty: "certain", file: named, line: null };
  const main = manifest.main?.replace(/^\.\//, "");
  if (main !== undefined && files.has(main)) {
    const line = lineOf(files.read("package.json"), /"main"\s*:/);
    return { path: main, certainty: "certain", file: "package.json", line };
  }
  const found = CANDIDATES.find((path) => files.has(path));
  return found
    ? { path: found, certainty: "likely", file: found, line: null }
    : null;
}

/** What a compiler makes of a file: `src/server.ts` is `dist/server.js` where `src` is the root. */
export function compiledPath(
  { files }: NodeProject,
  path: string,
  output: string,
): string {
  const configuration =
    files.read("tsconfig.build.json") ?? files.read("tsconfig.json") ?? "";
  const [, root = "src"] =
    /^[^/\n]*"rootDir"\s*:\s*"(?:\.\/)?([^"]*?)\/*"/m.exec(configuration) ?? [];
  const inner =
    root !== "" && root !== "." && path.startsWith(`${root}/`)
      ? path.slice(root.length + 1)
      : path;
  return `${output}/${inner.replace(/\.([cm]?)ts$/, ".$1js")}`;
}
