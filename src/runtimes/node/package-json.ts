type Table = Record<string, unknown>;

/** What a Dockerfile depends on in a package.json. */
export interface PackageJson {
  readonly engines: string | null;
  readonly manager: { readonly name: string; readonly version: string } | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly main: string | null;
  readonly hasWorkspaces: boolean;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** What is taken for a package.json that is not there, or cannot be read. */
export const NO_PACKAGE_JSON: PackageJson = {
  engines: null,
  manager: null,
  scripts: {},
  main: null,
  hasWorkspaces: false,
  dependencies: [],
  devDependencies: [],
};

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Table).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );

/** @returns What the file says, or why it cannot be read. */
export function readPackageJson(text: string): PackageJson | string {
  let root: Table;
  try {
    root = JSON.parse(text) as Table;
  } catch (error) {
    return (error as Error).message;
  }
  if (typeof root !== "object" || root === null || Array.isArray(root))
    return "it holds no object";
  const manager = /^(\w+)@(\d[\w.-]*)/.exec(String(root.packageManager ?? ""));
  return {
    engines: texts(root.engines).node ?? null,
    manager: manager ? { name: manager[1]!, version: manager[2]! } : null,
    scripts: texts(root.scripts),
    main: typeof root.main === "string" ? root.main : null,
    hasWorkspaces: "workspaces" in root,
    dependencies: Object.keys(texts(root.dependencies)),
    devDependencies: Object.keys(texts(root.devDependencies)),
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
