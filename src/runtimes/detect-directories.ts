import type { ContextFiles } from "../model/snapshot.ts";
import { isProjectPath } from "../spec/schema/scalars.ts";
import {
  finding,
  type Certainty,
  type DetectedDirectory,
  type Finding,
  type Place,
} from "./detection.ts";
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

function written(lines: readonly CodeLine[], rules: readonly WriteRule[]) {
  return rules.flatMap(({ pattern, isFile, certainty }) =>
    matches(lines, pattern).flatMap(({ at, groups }): Written[] => {
      const path = toPath(groups.find((group) => group) ?? "", isFile);
      const { file, line } = at;
      return path === null ? [] : [{ path, certainty, file, line }];
    }),
  );
}

const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`);

function tell({ path, certainty, file, line }: Written, hasCode: boolean) {
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
  if (hasCode) {
    return finding(
      "problem",
      certainty,
      `${path} is written and holds code, which production keeps read-only`,
      place,
      "write into a folder without code, such as data/, and name that: directories: [{ path: data, volume: data }]",
    );
  }
  return finding("directory", certainty, `${path} is written`, place);
}

/** The folders that code writes. One that holds code is a problem: the program is not the user's. */
export function directoriesIn(
  lines: readonly CodeLine[],
  rules: readonly WriteRule[],
  files: ContextFiles,
  isCode: RegExp,
): { directories: DetectedDirectory[]; findings: Finding[] } {
  const inCode = (path: string): boolean =>
    files.paths.some((file) => isBelow(file, path) && isCode.test(file)) ||
    (path.includes("/") && inCode(path.slice(0, path.lastIndexOf("/"))));
  const order: Certainty[] = ["certain", "likely", "guess"];
  const all = written(lines, rules).toSorted(
    (one, other) =>
      order.indexOf(one.certainty) - order.indexOf(other.certainty),
  );
  const unique = [
    ...new Map(all.toReversed().map((each) => [each.path, each])).values(),
  ].toReversed();
  const isInner = ({ path }: Written) =>
    unique.some(
      (each) => each.path && each.path !== path && isBelow(path, each.path),
    );
  const directories = unique
    .filter((each) => each.path !== "" && !isInner(each) && !inCode(each.path))
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
    findings: unique.map((each) =>
      tell(each, each.path !== "" && inCode(each.path)),
    ),
  };
}
