import type { ContextFiles } from "../model/snapshot.ts";
import {
  finding,
  type Certainty,
  type DetectedDirectory,
  type Finding,
  type Variable,
} from "./detection.ts";
import {
  COMES_ALONG,
  findWritten,
  type Written,
  type WriteRule,
} from "./find-written.ts";
import type { CodeLine } from "./scan.ts";

/** What comes and goes: it needs no volume. */
const PASSING = /(?:^|\/)\.?(?:cache|tmp|temp|logs?)(?:\/|$)/;

/** Folders that programs fill, by what they are called. */
const IS_FILLED =
  /upload|output|export|result|backup|storage|media|cache|te?mp|log/i;

/** A file that was brought along to be read. */
const DATA_FILE =
  /\.(?:csv|tsv|json|ya?ml|toml|txt|sql|parquet|pkl|joblib|onnx|npy)$/;

const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`);

/** What of the program lies in a folder: it is no place for what is written. */
type Held = "code" | "data" | "read" | null;

const INSTEAD = (what: string) =>
  `write into a folder without ${what}, such as data/, and name that: directories: [{ path: data, volume: data }]`;

function tell({ path, certainty, file, line }: Written, holds: Held) {
  const place = { file, line };
  if (path.startsWith("/")) {
    const volume = path.slice(path.lastIndexOf("/") + 1);
    return finding(
      "warning",
      certainty,
      `${path} is written, which lies outside of /app`,
      place,
      `name it, so that the container may write there: directories: [{ path: ${path}, volume: ${volume} }]`,
    );
  }
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
    if (path === "" || path.startsWith("/")) return null;
    if (inCode(path)) return "code";
    if (comesAlong(path)) return "data";
    return isRead(each) ? "read" : null;
  };
  const order: Certainty[] = ["certain", "likely", "guess"];
  const all = findWritten(lines, rules, variables).toSorted(
    (one, other) =>
      order.indexOf(one.certainty) - order.indexOf(other.certainty),
  );
  const unique = [
    ...new Map(all.toReversed().map((each) => [each.path, each])).values(),
  ].toReversed();
  const places = unique.filter(
    (each) => /^[^/]/.test(each.path) && heldIn(each) === null,
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
    findings: unique
      .filter((each) => heldIn(each) !== "read")
      .map((each) => tell(each, heldIn(each))),
  };
}
