import type { ContextFiles } from "../../model/snapshot.ts";
import { plainPath } from "../../spec/schema/scalars.ts";

type Table = Record<string, unknown>;

/** What a Dockerfile depends on in a package.json. */
export interface PackageJson {
  readonly name: string | null;
  readonly engines: string | null;
  /** The version that Volta holds: https://docs.volta.sh/guide/understanding#managing-your-project */
  readonly volta: string | null;
  readonly manager: { readonly name: string; readonly version: string } | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly main: string | null;
  /** The file that whoever imports the package gets: its main, or the first of its exports. */
  readonly entry: string | null;
  /** Patterns of the folders of npm's workspaces. */
  readonly workspaces: readonly string[];
  /** The names of what it runs with, and of what only working on it takes. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
}

/** What is taken for a package.json that is not there, or cannot be read. */
export const NO_PACKAGE_JSON: PackageJson = {
  name: null,
  engines: null,
  volta: null,
  manager: null,
  scripts: {},
  main: null,
  entry: null,
  workspaces: [],
  dependencies: [],
  developmentDependencies: [],
};

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Table).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );

const text = (value: unknown): string | null =>
  typeof value === "string" ? value : null;

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** The first script that exports name, whatever their conditions. */
function exported(value: unknown): string | null {
  if (typeof value === "string") return /\.[cm]?js$/.test(value) ? value : null;
  if (typeof value !== "object" || value === null) return null;
  const inner = Object.values(value).map(exported);
  return inner.find((path) => path !== null) ?? null;
}

/** `workspaces` is a list, or holds one: https://docs.npmjs.com/cli/configuring-npm/package-json#workspaces */
const workspacesOf = (value: unknown): string[] => [
  ...list(value),
  ...list((value as Table | null | undefined)?.packages),
];

/** @returns What the file says, or why it cannot be read. */
export function readPackageJson(content: string): PackageJson | string {
  let root: Table;
  try {
    root = JSON.parse(content) as Table;
  } catch (error) {
    return (error as Error).message;
  }
  if (typeof root !== "object" || root === null || Array.isArray(root))
    return "it holds no object";
  const manager = /^(\w+)@(\d[\w.-]*)/.exec(String(root.packageManager ?? ""));
  const named = (...keys: string[]) =>
    keys.flatMap((key) => Object.keys(texts(root[key])));
  return {
    name: text(root.name),
    engines: texts(root.engines).node ?? null,
    volta: texts(root.volta).node ?? null,
    manager: manager ? { name: manager[1]!, version: manager[2]! } : null,
    scripts: texts(root.scripts),
    main: text(root.main),
    entry: text(root.main) ?? exported(root.exports),
    workspaces: workspacesOf(root.workspaces),
    dependencies: named(
      "dependencies",
      "optionalDependencies",
      "peerDependencies",
    ),
    developmentDependencies: named("devDependencies"),
  };
}

/**
 * A script as the words of a command, or null where only a shell could run it.
 * A container runs the program itself: npm and pnpm end on SIGTERM and leave it running.
 */
export function scriptWords(script: string | undefined): string[] | null {
  if (!script?.trim() || /[|&;<>()$`\\"'*?[\]{}~#\n]|^\s*\w+=/.test(script))
    return null;
  const words = script.trim().split(/\s+/);
  return /^(?:npm|pnpm|yarn|npx|bunx?)$/.test(words[0]!) ? null : words;
}

/** The files that scripts name, with those of the scripts that they run: `npm run codegen`. */
export function filesOfScripts(
  files: ContextFiles,
  { scripts }: PackageJson,
  names: readonly string[],
): string[] {
  const seen = new Set<string>();
  const visit = (name: string): string[] => {
    const script = scripts[name];
    if (script === undefined || seen.has(name)) return [];
    seen.add(name);
    const words = script.split(/[\s"'=;&|()]+/).map(plainPath);
    const others = [`pre${name}`, `post${name}`, ...words];
    return [...words.filter(files.has), ...others.flatMap(visit)];
  };
  return names.flatMap(visit);
}
