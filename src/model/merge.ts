import type { Raw } from "./project.ts";

const isMapping = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Compose has networks and more either as a list of names or as a mapping with options. */
const asMapping = (value: unknown): Raw | null => {
  if (isMapping(value)) return value;
  return Array.isArray(value) && value.every((each) => typeof each === "string")
    ? Object.fromEntries(value.map((name) => [name, null]))
    : null;
};

/**
 * Keys of Compose's over others: mappings are joined, all else is replaced. A list too, other than where
 * Compose joins files: it could not be made shorter (`cap_drop: []`).
 */
export function mergeRaw(under: Raw, over: Raw): Raw {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = isMapping(value) ? asMapping(under[key]) : null;
    merged[key] = below ? mergeRaw(below, value as Raw) : value;
  }
  return merged;
}
