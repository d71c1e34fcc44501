import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Variable } from "../../detection.ts";
import { lineOf, matches, type CodeLine } from "../../scan.ts";

/** Behind a variable: that it is set, as TypeScript is told; what stands in its place; another expression there. */
const BEHIND =
  /(!(?!=))?(?:\s*(?:\?\?|\|\|)=?\s*(?:["'`]([^"'`]*)["'`]|(\S)))?(?!\s*=(?!=))/
    .source;

const READS = [
  new RegExp(`\\bprocess\\.env\\.(\\w+)\\b${BEHIND}`),
  new RegExp(`\\bprocess\\.env\\[["'\`](\\w+)["'\`]\\]${BEHIND}`),
];

const SETTINGS = [
  /\b(?:configService|config|this\.config(?:Service)?)\.(?:get|getOrThrow)(?:<\w+>)?\(\s*["'`]([A-Z][A-Z0-9_]+)["'`](?:\s*,\s*["'`]([^"'`]*)["'`])?/,
];

/** The provider and the variable of a Prisma schema: https://www.prisma.io/docs/orm/reference/prisma-schema-reference#datasource */
export function prismaSource(files: ContextFiles) {
  const file = ["prisma/schema.prisma", "schema.prisma"].find((path) =>
    files.has(path),
  );
  const text = file === undefined ? null : files.read(file);
  if (file === undefined || text === null) return null;
  const [, provider = null] =
    /^\s*provider\s*=\s*"(postgresql|postgres|mysql|sqlite|mongodb|sqlserver|cockroachdb)"/m.exec(
      text,
    ) ?? [];
  const [, name = "DATABASE_URL"] = /\benv\("(\w+)"\)/.exec(text) ?? [];
  const line = lineOf(text, /^\s*provider\s*=\s*"(?!prisma-client)/);
  return { provider, name, file, line };
}

/** A name with what stands in its place, as in `const { PORT = "3000" } = process.env`. */
const TAKEN =
  /(?<=(?:^|[{,])\s*)([A-Z][A-Z0-9_]+)\s*(?::\s*\w+\s*)?(?:=\s*["'`]([^"'`]*)["'`]|(?=[,}]|$))/;

/** The lines in which `process.env` is taken apart, which may be one or many. */
function takenApart(lines: readonly CodeLine[]): CodeLine[] {
  return lines.flatMap(({ text }, end) => {
    if (!/\}\s*=\s*process\.env\b/.test(text)) return [];
    const start = lines.findLastIndex(
      (each, at) => at <= end && each.text.includes("{"),
    );
    return lines.slice(Math.max(start, 0), end + 1);
  });
}

/** Every variable that JavaScript or a Prisma schema reads from the environment. */
export function findVariables(
  lines: readonly CodeLine[],
  files: ContextFiles,
): Variable[] {
  const read = [
    ...READS.flatMap((pattern) => matches(lines, pattern)).map(
      ({ at, groups: [name, mark, text, other] }) => ({
        at,
        // An expression in its place is nobody's to read here.
        groups: [name, text ?? (other === undefined ? undefined : "")],
        isRequired: mark !== undefined && text === undefined,
      }),
    ),
    ...[
      ...SETTINGS.flatMap((pattern) => matches(lines, pattern)),
      ...matches(takenApart(lines), TAKEN),
    ].map((each) => ({ ...each, isRequired: false })),
  ].map(({ at, groups, isRequired }): Variable => {
    const [name = "", fallback = null] = groups;
    return { name, fallback, isRequired, file: at.file, line: at.line };
  });
  const prisma = prismaSource(files);
  if (!prisma || prisma.provider === "sqlite") return read;
  const { name, file, line } = prisma;
  return [...read, { name, fallback: null, isRequired: true, file, line }];
}
