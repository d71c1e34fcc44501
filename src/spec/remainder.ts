import type { Problem } from "./problem.ts";
import { project, type Spec } from "./schema/project.ts";

type Path = readonly PropertyKey[];

/** What is left of a spec, and where a part was taken out of it: places of the spec as it was written. */
export interface Remainder {
  /** Null where nothing useful is left. */
  readonly spec: Spec | null;
  readonly gaps: readonly Path[];
}

/** How often it is looked whether what is left fits: a gap can leave another one around it. */
const ROUNDS = 8;

type Mapping = Record<PropertyKey, unknown>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null;

const valueAt = (data: unknown, path: Path) =>
  path.reduce<unknown>(
    (value, part) => (isMapping(value) ? value[part] : undefined),
    data,
  );

const startsWith = (path: Path, start: Path): boolean =>
  start.every((part, depth) => path[depth] === part);

/** The place that something of the remainder has in the spec as it was written: items may be gone before it. */
const placeInSpec = (path: Path, gaps: readonly Path[]): Path =>
  path.reduce<Path>((place, part) => {
    if (typeof part !== "number") return [...place, part];
    const gone = new Set(
      gaps
        .filter((gap) => gap.length === place.length + 1)
        .filter((gap) => startsWith(gap, place))
        .map((gap) => gap.at(-1)),
    );
    let index = 0;
    for (let left = part; left > 0 || gone.has(index); index++)
      if (!gone.has(index)) left--;
    return [...place, index];
  }, []);

const isEmptied = (list: unknown, left: unknown): boolean =>
  Array.isArray(left) && left.length === 0 && left !== list;

/** A copy without what stands at the gaps, nor a list that they leave nothing of; only what is changed is copied. */
function without(data: unknown, gaps: readonly Path[], at: Path = []): unknown {
  const inside = gaps.filter((gap) => startsWith(gap, at));
  if (inside.length === 0 || !isMapping(data)) return data;
  const isGone = (path: Path) =>
    inside.some((gap) => gap.length === path.length && startsWith(gap, path));
  const left = Object.keys(data)
    .map((key) => (Array.isArray(data) ? Number(key) : key))
    .map((part) => [part, [...at, part]] as const)
    .filter(([, path]) => !isGone(path))
    .map(([part, path]) => [part, without(data[part], inside, path)] as const);
  return Array.isArray(data)
    ? left.map(([, inner]) => inner)
    : Object.fromEntries(
        left.filter(([part, inner]) => !isEmptied(data[part], inner)),
      );
}

/** Takes the parts that are wrong out of a spec, so that the rest can be looked at. */
export function remainder(
  data: unknown,
  problems: readonly Problem[],
): Remainder {
  const gaps: Path[] = problems.map(({ path }) => path);
  for (let round = 0; round < ROUNDS; round++) {
    const left = without(data, gaps);
    if (gaps.some(({ length }) => length === 0)) break;
    if (!isMapping(left) || Array.isArray(left)) break;
    // What every spec must have is put back.
    const result = project.safeParse({ name: "x", services: {}, ...left });
    if (result.success) return { spec: result.data, gaps };
    const wrong = result.error.issues.map(({ path }) =>
      valueAt(left, path) === undefined ? path.slice(0, -1) : path,
    );
    gaps.push(...wrong.map((path) => placeInSpec(path, [...gaps])));
  }
  return { spec: null, gaps };
}

/**
 * The problems of a remainder that are the spec's, and not only the echo of a gap, at the places that they
 * have in the spec as it was written.
 */
export function problemsOfSpec(
  problems: readonly Problem[],
  { spec, gaps }: Remainder,
): Problem[] {
  return problems
    .filter(({ path }) => {
      const named = [valueAt(spec, path), path.at(-1)];
      const place = placeInSpec(path, gaps);
      return !gaps.some(
        (gap) =>
          // It misses in a mapping what was taken out of it,
          startsWith(gap, place) ||
          // or it names an image, a service or a secret that was.
          (gap.length === 2 && named.includes(gap[1])),
      );
    })
    .map((problem) => ({ ...problem, path: placeInSpec(problem.path, gaps) }));
}
