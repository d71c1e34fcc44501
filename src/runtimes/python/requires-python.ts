/** Versions with an official image, the one to take first in front. */
const VERSIONS = ["3.13", "3.14", "3.12", "3.11", "3.10"];

const minor = (version: string) => Number(version.split(".")[1] ?? 0);

const TESTS: Record<
  string,
  (version: number, bound: number, patch: boolean) => boolean
> = {
  ">=": (version, bound) => version >= bound,
  ">": (version, bound, patch) => (patch ? version >= bound : version > bound),
  // 3.12.1 is above 3.12, which means 3.12.0.
  "<=": (version, bound, patch) => (patch ? version <= bound : version < bound),
  "<": (version, bound, patch) => (patch ? version <= bound : version < bound),
  "==": (version, bound) => version === bound,
  "~=": (version, bound, patch) =>
    patch ? version === bound : version >= bound,
  "!=": (version, bound, patch) => patch || version !== bound,
};

/**
 * Whether a minor version such as 3.13 lies in a `requires-python` range.
 * A patch release is not looked at: the images carry the newest one.
 *
 * https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export function satisfies(version: string, range: string): boolean {
  return range.split(",").every((clause) => {
    const match =
      /^\s*(>=|<=|==|~=|!=|<|>)\s*3(?:\.(\d+))?(\.\d+)?(?:\.\*)?\s*$/.exec(
        clause,
      );
    if (!match) return true;
    const [, operator, bound, patch] = match;
    if (bound === undefined && (operator === "==" || operator === "~="))
      return true;
    return TESTS[operator!]!(
      minor(version),
      Number(bound ?? 0),
      patch !== undefined,
    );
  });
}

/** The version to take for a range, or null when no official image lies in it. */
export function versionFor(range: string): string | null {
  return VERSIONS.find((version) => satisfies(version, range)) ?? null;
}
