import type { Problem } from "./problem.ts";
import { project, type Spec } from "./schema/project.ts";

type Path = readonly PropertyKey[];

/** What is left of a spec, and where a part was taken out of it. */
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

/** A list goes as a whole, so that no other item of it gets another place. */
function outOfLists(path: Path): Path {
  const item = path.findIndex((part) => typeof part === "number");
  return item < 0 ? path : path.slice(0, item);
}

/** A copy without what stands at a path; only what is changed is copied. */
function without(data: unknown, [part, ...rest]: Path): unknown {
  if (part === undefined || !isMapping(data) || !Object.hasOwn(data, part)) {
    return data;
  }
  const { [part]: inner, ...others } = data;
  return rest.length === 0 ? others : { ...data, [part]: without(inner, rest) };
}

/** Takes the parts that are wrong out of a spec, so that the rest can be looked at. */
export function remainder(
  data: unknown,
  problems: readonly Problem[],
): Remainder {
  let left = data;
  let wrong = problems.map(({ path }) => path);
  const gaps: Path[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const paths = wrong.map(outOfLists);
    gaps.push(...paths);
    left = paths.reduce(without, left);
    if (!isMapping(left) || Array.isArray(left)) break;
    // What every spec must have is put back.
    const result = project.safeParse({ name: "x", services: {}, ...left });
    if (result.success) return { spec: result.data, gaps };
    wrong = result.error.issues.map(({ path }) =>
      valueAt(left, path) === undefined ? path.slice(0, -1) : path,
    );
  }
  return { spec: null, gaps };
}

/** Whether a problem of the remainder is one of the spec, and not only the echo of a gap. */
export function isOfSpec({ path }: Problem, { spec, gaps }: Remainder) {
  const named = [valueAt(spec, path), path.at(-1)];
  return !gaps.some(
    (gap) =>
      // It misses in a mapping what was taken out of it,
      path.every((part, depth) => gap[depth] === part) ||
      // or it names an image, a service or a secret that was.
      (gap.length === 2 && named.includes(gap[1])),
  );
}
