import type { Certainty, Finding, Place } from "../../detection.ts";
import { compiledPath, findEntry, isTypeScript, type Entry } from "./entry.ts";
import type { Framework } from "./frameworks.ts";
import { shellWord } from "../../../stages/steps.ts";
import { dependency, isShipped, type NodeProject } from "./project.ts";
import { lacking, uncompiled, unmade } from "./lacks.ts";
import {
  absentFor,
  missingFor,
  scriptPlace,
  startOf,
  type Started,
} from "./scripts.ts";

/** Scripts that start a program, the usual one first. */
const PRODUCTION = ["start", "start:prod", "start:production", "prod", "serve"];
const DEVELOPMENT = ["dev", "start:dev", "develop", "serve:dev", "watch"];

/** What starts again by itself, or only watches a compiler. */
const RELOADS =
  /^(?:nodemon|ts-node-dev|tsnd|node-dev|vite|concurrently|tsc|.*--watch.*)$/;

const isForDevelopment = ([program = "", next = ""]: readonly string[]) =>
  RELOADS.test(program) ||
  RELOADS.test(next) ||
  /^(?:next|nuxt|nuxi|astro|react-router|remix) dev$|^remix vite:dev$|^tsx watch$|^nest start$|^(?:react-scripts|vue-cli-service|ng) (?:start|serve)$/.test(
    `${program} ${next}`,
  );

export interface Commands {
  readonly production: readonly string[] | null;
  readonly development: readonly string[] | null;
  readonly environment: Readonly<Record<string, string>>;
  /** Files whose variables they read. */
  readonly envFiles: readonly string[];
  /** Where production's command is read, and how surely. */
  readonly place: Place;
  readonly certainty: Certainty;
  readonly findings: readonly Finding[];
}

const MANIFEST: Place = { file: "package.json", line: null };

/** Whether a build script makes files of its own. */
export const compiles = ({ manifest }: NodeProject): boolean =>
  /\btsc\b(?!.*--noEmit)|\b(?:vite|next|nest|webpack|rollup|parcel|esbuild|tsup|tsdown|unbuild|swc|babel|ncc|remix|react-router|nuxt|nuxi|astro|react-scripts|vue-cli-service)\b/.test(
    manifest.scripts.build ?? "",
  );

/** The command for an entry that no script starts, or what keeps it from being started. */
function ofEntry(project: NodeProject, entry: Entry): readonly string[] | null {
  const { path } = entry;
  if (!isTypeScript(path)) return ["node", path];
  if (compiles(project)) {
    const [output = "dist"] = project.toolchain.output;
    return ["node", compiledPath(project, path, output)];
  }
  const runner = ["tsx", "ts-node"].find((name) => isShipped(project, name));
  return runner === undefined ? null : [runner, path];
}

/** What development starts where no script does: the file itself, if production starts what was made of it. */
function fromSource(
  project: NodeProject,
  entry: Entry | null,
  production: readonly string[] | null,
): string[] | null {
  if (entry === null || !project.files.has(entry.path)) return null;
  const { path } = entry;
  if (production?.includes(path)) return null;
  if (!isTypeScript(path)) return ["node", "--watch", path];
  if (dependency(project, "tsx")) return ["tsx", "watch", path];
  return dependency(project, "ts-node-dev") ? ["ts-node-dev", path] : null;
}

/**
 * Development has the source and nothing that was made of it: it builds, and each change starts it
 * again, which builds again.
 */
function builtFirst(
  project: NodeProject,
  production: readonly string[] | null,
): string[] | null {
  const isBuilt = project.manifest.scripts.build !== undefined;
  if (production === null || absentFor(project, production) === null)
    return null;
  const build = isBuilt
    ? `${project.toolchain.packageManager} run build`
    : dependency(project, "typescript") && "tsc";
  const start = production.map(shellWord).join(" ");
  return build ? ["sh", "-c", `${build} && exec ${start}`] : null;
}

/** What is to be said of the scripts that are taken, once where both say the same. */
const said = (taken: readonly Started[]): Finding[] => [
  ...new Map(
    taken.flatMap(({ findings }) =>
      findings.map((each) => [each.message, each] as const),
    ),
  ).values(),
];

/** What production starts, what development starts, and why one of them cannot. */
export function findCommands(
  project: NodeProject,
  framework: Framework | null,
): Commands {
  const starts = PRODUCTION.flatMap((script) => startOf(project, script) ?? []);
  const shipped = starts.filter(({ words }) => !isForDevelopment(words));
  const usable = shipped.find(
    ({ words }) => missingFor(project, words) === null,
  );
  const develops = DEVELOPMENT.flatMap(
    (script) => startOf(project, script) ?? [],
  );
  const forDevelopment = [
    ...develops,
    ...starts.filter(({ words }) => isForDevelopment(words)),
  ].find(
    ({ words }) => words[0] !== "tsc" && absentFor(project, words) === null,
  );
  const words = [...starts, ...develops].map((each) => each.words);
  const entry = findEntry(project, words);
  const found =
    entry && !framework?.isFrontEnd ? ofEntry(project, entry) : null;
  const production = usable?.words ?? framework?.production ?? found;
  const [lack] = shipped.flatMap((each) => lacking(each, project) ?? []);
  const development =
    forDevelopment?.words ??
    framework?.development ??
    fromSource(project, entry, production) ??
    builtFirst(project, production) ??
    shipped[0]?.words ??
    production;
  const taken = [usable, forDevelopment].filter((each) => each !== undefined);
  const failed = production === null && !framework?.isFrontEnd;
  const problem = failed ? (lack ?? (entry && uncompiled(entry))) : null;
  const absent = usable ? unmade(usable, project) : null;
  return {
    production,
    development,
    environment: { ...forDevelopment?.environment, ...usable?.environment },
    envFiles: [...new Set(taken.flatMap((each) => each.envFiles))],
    certainty: usable ? "certain" : (entry?.certainty ?? "certain"),
    place: usable ? scriptPlace(project, usable.script) : (entry ?? MANIFEST),
    findings: [
      ...said(taken),
      ...[problem, absent].filter((each) => each !== null),
    ],
  };
}
