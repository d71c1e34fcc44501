import { join, relative } from "node:path";
import { isKept, type Change } from "../diff/compare.ts";
import type { GenerateResult } from "../generate.ts";
import type { Detection } from "../detect/detection.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Finding } from "../runtimes/detection.ts";
import { reportWarnings, STYLES, wordOf } from "./report-generate.ts";
import { errors, output, visible } from "./terminal.ts";

/** What is certain needs no word. */
const CERTAINTY = { certain: "", likely: ", likely", guess: ", a guess" };

const placeOf = ({ file, line }: Finding): string =>
  file === null ? "" : `${file}${line === null ? "" : `:${line}`}`;

const isTrouble = ({ kind }: Finding) =>
  kind === "warning" || kind === "problem";

/** What was found, each with its place and how sure it is; then what is wrong with it. */
export function reportFindings({ name, findings }: Detection): void {
  output.line(output.paint("bold", `Found in ${visible(name)}:`));
  for (const found of findings.filter((each) => !isTrouble(each))) {
    const { message, certainty } = found;
    const where = `${placeOf(found)}${CERTAINTY[certainty]}`.replace(/^, /, "");
    const from =
      where === "" ? "" : output.paint("dim", ` (${visible(where)})`);
    output.line(`  ${visible(message)}${from}`);
  }
  for (const found of findings.filter(isTrouble)) {
    const { kind, message, advice } = found;
    const place = placeOf(found);
    const style = kind === "problem" ? "red" : "yellow";
    errors.line(
      `${errors.paint(style, `${kind}:`)} ${place && `${visible(place)}: `}${visible(message)}`,
    );
    if (advice) errors.line(`  ${errors.paint("cyan", visible(advice))}`);
  }
  output.line();
}

/** Said before anything is written: what a person has there already, and how to replace it. */
export function reportInTheWay(
  changes: readonly Change[],
  isForced: boolean,
): void {
  const names = changes.filter(isKept).map(({ path }) => path);
  if (names.length === 0) return;
  const [is, it] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  output.line(
    output.paint(
      "yellow",
      `${names.join(", ")} ${is} there already, not written by dockwright.`,
    ),
  );
  output.line(
    isForced
      ? `  --force replaces ${it}, and leaves a copy beside each (.bak).`
      : `  Nothing happens to ${it}. --force would replace ${it}, and leave a copy beside each (.bak).`,
  );
  output.line();
}

/** A Dockerfile of a person's own that lacks what compose.yaml builds. */
const isWithoutStages = ({ path, before }: Change): boolean =>
  /(?:^|[/.])Dockerfile$/.test(path) &&
  !["development", "production"].every((stage) =>
    new RegExp(`^FROM\\b.*\\bAS\\s+${stage}\\s*$`, "im").test(before ?? ""),
  );

/** What to do now: with files that were kept, or with the whole. */
function next(
  root: string,
  kept: readonly Change[],
  wait: GenerateResult["wait"],
): void {
  output.line();
  output.line("Next:");
  const folder = relative(process.cwd(), root);
  if (folder !== "") output.line(`  cd ${visible(folder)}`);
  if (kept.length === 0) {
    output.line(`  docker compose up --build${wait}`);
    output.line("  docker compose watch");
    return;
  }
  for (const { path } of kept.filter(isWithoutStages))
    output.line(
      `  ${path} is yours and stays. compose.yaml builds the stages development and production, which it does not have, so that nothing starts until it is replaced:`,
    );
  output.line(
    "  dockwright generate --diff    shows what would differ in them",
  );
  output.line(
    "  dockwright generate --force   takes dockwright's text; yours stays beside it (.bak)",
  );
}

const pathOf = (root: string, { file }: Integration): string =>
  file === null ? "" : relative(root, join(file.folder, file.path));

/** What came of the project's scripts, hook and CI, with the lines that are a person's to add. */
export function reportIntegrations(
  root: string,
  integrations: readonly Integration[],
  width = 24,
): void {
  for (const each of integrations) {
    const { file, said, lines } = each;
    const path = visible(pathOf(root, each)).padEnd(width);
    output.line(
      file ? `${output.paint("green", path)} ${said}` : visible(said),
    );
    if (lines.length === 0) continue;
    // As they are to stand there, so that they can be copied.
    output.line(["", ...lines.map(visible), ""].join("\n"));
  }
  const needs = integrations
    .filter(({ file, lines }) => file || lines.length > 0)
    .find((each) => each.needs !== null)?.needs;
  if (needs)
    output.line(`They call the package that is installed here: \`${needs}\`.`);
}

/**
 * What was written, what was kept, and the next command.
 *
 * @param told What was said of the project already.
 */
export function reportWritten(
  root: string,
  result: GenerateResult,
  integrations: readonly Integration[],
  told: readonly Finding[] = [],
): void {
  const { specFile, changes, backups, secrets } = result;
  const width = Math.max(
    24,
    ...changes.map(({ path }) => path.length),
    ...secrets.map((path) => path.length),
    ...integrations.map((each) => pathOf(root, each).length),
  );
  const row = (path: string, style: (typeof STYLES)["created"], word: string) =>
    output.line(`${output.paint(style, path.padEnd(width))} ${word}`);
  row(specFile, "green", "new: what the rest is made from, and yours to edit");
  for (const change of changes) {
    const { path, kind } = change;
    const copy = backups[path];
    const word =
      copy === undefined ? wordOf(change) : `replaced; yours is now ${copy}`;
    output.line(`${output.paint(STYLES[kind], path.padEnd(width))} ${word}`);
  }
  for (const path of secrets)
    row(path, "green", "made, with a random password; Git does not see it");
  reportIntegrations(root, integrations, width);
  const isTold = ({ message }: { readonly message: string }) =>
    told.some((each) => each.message === message);
  const warnings = result.warnings.filter((each) => !isTold(each));
  reportWarnings({ ...result, warnings });
  next(
    root,
    changes.filter((each) => isKept(each) && !(each.path in backups)),
    result.wait,
  );
}
