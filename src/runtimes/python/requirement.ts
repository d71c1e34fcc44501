export type Table = Record<string, unknown>;

export const table = (value: unknown): Table =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};

export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/**
 * The name of a requirement, as every spelling of it is compared; empty where it has none:
 * https://packaging.python.org/en/latest/specifications/name-normalization/
 */
export const packageName = (requirement: string): string =>
  (/^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1] ?? "")
    .toLowerCase()
    .replace(/[-_.]+/g, "-");

/** `httpx[http2, socks]>=0.28; extra == "fast"`, every name in its plain spelling. */
export interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  /** The extra that it is of, or null. */
  readonly extra: string | null;
}

/** https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export function readRequirement(text: string): Requirement {
  const extras = /^\s*[\w.-]+\s*\[([^\]]*)\]/.exec(text)?.[1] ?? "";
  const extra = /extra == ['"]([\w.-]+)['"]/.exec(text)?.[1];
  return {
    name: packageName(text),
    extras: extras.split(",").map(packageName).filter(Boolean),
    extra: extra === undefined ? null : packageName(extra),
  };
}
