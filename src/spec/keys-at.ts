import type * as z from "zod/mini";

type Schema = z.core.$ZodTypes;

/** The branches that a schema stands for, once what only wraps it is taken off. */
function branches(schema: Schema): Schema[] {
  const { def } = schema._zod;
  if (def.type === "optional" || def.type === "nullable")
    return branches(def.innerType as Schema);
  if (def.type === "union")
    return def.options.flatMap((option) => branches(option as Schema));
  return [schema];
}

function step(schema: Schema, part: PropertyKey): Schema[] {
  const { def } = schema._zod;
  if (def.type === "object") {
    const inner = def.shape[String(part)];
    return inner ? branches(inner as Schema) : [];
  }
  if (def.type === "record") return branches(def.valueType as Schema);
  if (def.type === "array") return branches(def.element as Schema);
  return [];
}

/** The keys that a schema allows in the mapping at a path. */
export function keysAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): string[] {
  const reached = path.reduce<Schema[]>(
    (schemas, part) => schemas.flatMap((each) => step(each, part)),
    branches(schema as Schema),
  );
  return reached.flatMap(({ _zod: { def } }) =>
    def.type === "object" ? Object.keys(def.shape) : [],
  );
}
