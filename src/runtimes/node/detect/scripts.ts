import { placeOf, literal } from "../../scan.ts";
import type { Place } from "../../detection.ts";
import { scriptWords } from "../package-json.ts";
import { inContainer, type ContainerWords } from "./container-words.ts";
import { isShipped, type NodeProject } from "./project.ts";

/** What a script of package.json starts in the end. */
export interface Started extends ContainerWords {
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The package that brings a program, where the two have different names. */
const PACKAGES: Readonly<Record<string, string>> = {
  nest: "@nestjs/cli",
  tsc: "typescript",
  remix: "@remix-run/dev",
  "remix-serve": "@remix-run/serve",
  "react-router": "@react-router/dev",
  "react-router-serve": "@react-router/serve",
  ng: "@angular/cli",
};

/** Steps before a start that a container has behind it, or that need no place in it. */
const BEFORE =
  /^(?:npm|pnpm|yarn)\s+(?:run\s+)?[\w:-]*(?:build|compile|generate|clean)\b|^(?:tsc|rimraf|next build|vite build|nest build|prisma generate)\b/;

/** What runs scripts of other packages, or several at once: no program of this one. */
const RUNS_OTHERS =
  /^(?:turbo|nx|lerna|moon|rush|run-[ps]|npm-run-all2?|concurrently)$/;

/** `NODE_ENV=production` and `cross-env NODE_ENV=production` before a command. */
function withoutAssignments(command: string) {
  const environment: Record<string, string> = {};
  let rest = command.trim().replace(/^cross-env(?:-shell)?\s+/, "");
  for (;;) {
    const [whole, name, value] = /^(\w+)=([\w.:/@-]*)\s+/.exec(rest) ?? [];
    if (whole === undefined) break;
    // Each stage sets NODE_ENV by itself.
    if (name !== "NODE_ENV") environment[name!] = value!;
    rest = rest.slice(whole.length);
  }
  return { environment, rest };
}

/**
 * The program that a script ends in, as words: other scripts are followed, and what builds before
 * it is left to the image. Null where only a shell could run it.
 */
export function startOf(
  project: NodeProject,
  script: string,
  seen: readonly string[] = [],
): Started | null {
  const text = project.manifest.scripts[script];
  if (text === undefined || seen.includes(script)) return null;
  const steps = text.split("&&").map((step) => step.trim());
  const last = steps.at(-1) ?? "";
  if (!steps.slice(0, -1).every((step) => BEFORE.test(step))) return null;
  const { environment, rest } = withoutAssignments(last);
  const [, other] =
    /^(?:npm|pnpm|yarn)\s+(?:run\s+)?([\w:-]+)$/.exec(rest) ?? [];
  if (other !== undefined) {
    const inner = startOf(project, other, [...seen, script]);
    return (
      inner && {
        ...inner,
        environment: { ...inner.environment, ...environment },
      }
    );
  }
  const words = scriptWords(rest.replace(/^(?:npx|pnpm exec|pnpm dlx)\s+/, ""));
  if (words === null || RUNS_OTHERS.test(words[0]!)) return null;
  const place = scriptPlace(project, script);
  return { script, environment, ...inContainer(project, words, place) };
}

/** What an image of Node.js has beside node itself. */
const IN_IMAGE = /^(?:node|sh|bash)$/;

/** Whether a program is a file of the project. */
const isOwn = ({ files }: NodeProject, program: string) =>
  program.startsWith("./") || files.has(program);

/** What production would have to install for a command, of what it does not; null when it has all. */
export function missingFor(
  project: NodeProject,
  [program = "", ...words]: readonly string[],
): string | null {
  const loaded = words.flatMap((word, at) => {
    const [, inline] =
      /^--(?:require|import|loader)=([^./].*)$/.exec(word) ?? [];
    const isLoader =
      /^(?:-r|--require|--import|--loader|--experimental-loader)$/.test(word);
    const next = isLoader ? words[at + 1] : inline;
    return next && !/^[./]/.test(next) ? [next.split("/")[0]!] : [];
  });
  const own =
    IN_IMAGE.test(program) || isOwn(project, program)
      ? []
      : [PACKAGES[program] ?? program];
  return (
    [...own, ...loaded].find(
      (name) => !isShipped(project, name) && !name.startsWith("node:"),
    ) ?? null
  );
}

/** Programs of other languages, which no registry of npm's brings. */
export const isOfDistribution = (program: string): boolean =>
  /^(?:python3?|java|php|ruby|perl|go|make|curl)$/.test(program);

/** A file that a command starts, by its form. */
const STARTED =
  /^(?:\.{1,2}\/)?(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:[cm]?[jt]s|sh|py)$/;

/** What a command starts and a checkout does not have: a build made it, or nothing does. */
export const absentFor = (
  { files }: NodeProject,
  words: readonly string[],
): string | null =>
  words
    .filter((word) => STARTED.test(word))
    .map((word) => word.replace(/^(?:\.\/)+/, ""))
    .find((path) => !path.startsWith("..") && !files.has(path)) ?? null;

/** Where a script stands. */
export const scriptPlace = (project: NodeProject, script: string): Place =>
  placeOf(
    project.files,
    "package.json",
    new RegExp(`"${literal(script)}"\\s*:`),
  );
