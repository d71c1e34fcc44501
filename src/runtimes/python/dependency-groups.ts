import { packageName, table, texts, type Table } from "./requirement.ts";

/** Names of groups and extras that only working on a project takes. */
const DEVELOPMENT =
  /^(?:dev(?:el(?:op(?:ment)?)?)?|tests?|testing|lint(?:s|ing|ers?)?|typ(?:es?|ing)|typecheck(?:ing)?|docs?)$/;

export const isForDevelopment = (name: string): boolean =>
  DEVELOPMENT.test(packageName(name));

/** What groups ask for, with the groups that they include. */
function requirementsOf(groups: Table, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (named: unknown): string[] => {
    const name = packageName(String(named));
    if (seen.has(name)) return [];
    seen.add(name);
    const found = Object.entries(groups).filter(
      ([key]) => packageName(key) === name,
    );
    return found
      .flatMap(([, entries]) => (Array.isArray(entries) ? entries : []))
      .flatMap((entry: unknown) =>
        typeof entry === "string"
          ? [entry]
          : visit(table(entry)["include-group"]),
      );
  };
  return names.flatMap(visit);
}

/**
 * What a project's dependency groups ask for:
 * https://packaging.python.org/en/latest/specifications/dependency-groups/
 *
 * @param defaults uv's `default-groups`: what it installs where no group is named; production has to
 *   leave those out that are for development, and UV_NO_DEV means `dev` alone.
 */
export function readGroups(groups: Table, defaults: unknown) {
  const all = Object.keys(groups);
  const installed = defaults === "all" ? all : texts(defaults);
  const shipped = installed.filter((name) => !isForDevelopment(name));
  const isLeftOut = (name: string) =>
    isForDevelopment(name) && packageName(name) !== "dev";
  const working = [...all.filter(isForDevelopment), ...installed];
  return {
    production: requirementsOf(groups, shipped),
    development: requirementsOf(groups, working),
    leftOut: all
      .filter(isLeftOut)
      .filter((name) =>
        installed.some((each) => packageName(each) === packageName(name)),
      ),
  };
}
