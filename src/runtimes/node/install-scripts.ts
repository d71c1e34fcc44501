import type { PackageJson } from "./package-json.ts";

/** The project's own scripts that npm and pnpm run when they install: https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
const WHEN_INSTALLING = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
];

/** What needs manifests and node_modules alone, and what is allowed to fail. */
const HARMLESS =
  /\|\|\s*(?:true|:|exit 0|echo\b.*)\s*$|^\s*(?:npx\s+(?:-y\s+|--yes\s+)?(?:only-allow|patch-package)|patch-package|echo)\b/;

const RUNNER = /^(?:(?:npx|pnpm|pnpm exec|yarn)\s+(?:-\S+\s+)*)?/.source;
const GIT_HOOKS = new RegExp(
  `${RUNNER}(?:husky|lefthook|simple-git-hooks|git\\s+config)\\b`,
);
const BUILD =
  /^(?:npm|pnpm|yarn)\s+(?:-\S+\s+)*(?:run\s+(?:-\S+\s+)*)?build(?=\s|$)/;
const TEST = /^(?:is-ci|test|\[)\s|^is-ci$/;

/**
 * What becomes of a script: `stays` where dependencies are installed, or is left out there; then it
 * `follows` once the source is there, or is of no use in an image, which is told where it does `more`.
 */
type Fate = "stays" | "follows" | "useless" | "more";

function fateOf(script: string): Fate {
  if (!script.trim() || HARMLESS.test(script)) return "stays";
  const parts = script.split(/&&|\|\||;/).map((part) => part.trim());
  const isForHooks = parts.some((part) => GIT_HOOKS.test(part));
  const others = parts.filter(
    (part) =>
      // The build is run anyway, and no image has a repository.
      !BUILD.test(part) && !(GIT_HOOKS.test(part) || TEST.test(part)),
  );
  if (others.length === 0) return "useless";
  return isForHooks ? "more" : "follows";
}

export interface InstallScript {
  readonly name: string;
  readonly script: string;
  readonly fate: Fate;
}

/** The scripts of a package that installing would run, in the order in which it would. */
export const installScripts = ({ scripts }: PackageJson): InstallScript[] =>
  WHEN_INSTALLING.flatMap((name) => {
    const script = scripts[name];
    if (script === undefined) return [];
    return [{ name, script, fate: fateOf(script) }];
  });

/** The scripts of a package that its manifest is to be without while dependencies are installed. */
export const leftOutOf = (manifest: PackageJson): string[] =>
  installScripts(manifest).flatMap(({ name, fate }) =>
    fate === "stays" ? [] : [name],
  );

/** A script that is run with another one: before it or behind it. */
const BESIDE = /^(?:pre|post)(?=install$|prepare$)/;

/** Of these, the ones to run once the source is there; what is run with another one is not named. */
export function following(manifest: PackageJson): string[] {
  const names = installScripts(manifest).flatMap(({ name, fate }) =>
    fate === "follows" ? [name] : [],
  );
  return names.filter(
    (name) => !BESIDE.test(name) || !names.includes(name.replace(BESIDE, "")),
  );
}
