import { placeOf, literal } from "../../scan.ts";
import type { Place } from "../../detection.ts";
import { scriptWords } from "../package-json.ts";
import { isShipped, type NodeProject } from "./project.ts";

/** What a script of package.json starts in the end. */
export interface Started {
  readonly script: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The package that brings a program, where the two have different names. */
const PACKAGES: Readonly<Record<string, string>> = {
  nest: "@nestjs/cli",
  tsc: "typescript",
  remix: "@remix-run/dev",
  "remix-serve": "@remix-run/serve",
  ng: "@angular/cli",
};

/** Steps before a start that a container has behind it, or that need no place in it. */
const BEFORE =
  /^(?:npm|pnpm|yarn)\s+(?:run\s+)?[\w:-]*(?:build|compile|generate|clean)\b|^(?:tsc|rimraf|next build|vite build|nest build|prisma generate)\b/;

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
  return words && { script, words, environment };
}

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
  const own = program === "node" ? [] : [PACKAGES[program] ?? program];
  return (
    [...own, ...loaded].find(
      (name) => !isShipped(project, name) && !name.startsWith("node:"),
    ) ?? null
  );
}

/** Where a script stands. */
export const scriptPlace = (project: NodeProject, script: string): Place =>
  placeOf(
    project.files,
    "package.json",
    new RegExp(`"${literal(script)}"\\s*:`),
  );
