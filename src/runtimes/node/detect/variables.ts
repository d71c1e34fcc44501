import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Variable } from "../../detection.ts";
import { lineOf, matches, type CodeLine } from "../../scan.ts";

const READS = [
  /\bprocess\.env\.(\w+)(?:\s*(?:\?\?|\|\|)\s*["'`]([^"'`]*)["'`])?/,
  /\bprocess\.env\[["'`](\w+)["'`]\](?:\s*(?:\?\?|\|\|)\s*["'`]([^"'`]*)["'`])?/,
  /\b(?:configService|config|this\.config(?:Service)?)\.(?:get|getOrThrow)(?:<\w+>)?\(\s*["'`]([A-Z][A-Z0-9_]+)["'`](?:\s*,\s*["'`]([^"'`]*)["'`])?/,
  // A name with its default on a line of its own, as in `const { PORT = "3000" } = process.env`.
  /^\s*(?:const\s*\{\s*)?([A-Z][A-Z0-9_]+)\s*=\s*["'`]([^"'`]*)["'`]\s*(?:,|\}\s*=\s*process\.env)/,
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

/** Every variable that JavaScript or a Prisma schema reads from the environment. */
export function findVariables(
  lines: readonly CodeLine[],
  files: ContextFiles,
): Variable[] {
  const read = READS.flatMap((pattern) =>
    matches(lines, pattern).map(({ at, groups }): Variable => {
      const [name = "", fallback = null] = groups;
      return {
        name,
        fallback,
        isRequired: false,
        file: at.file,
        line: at.line,
      };
    }),
  );
  const prisma = prismaSource(files);
  if (!prisma || prisma.provider === "sqlite") return read;
  const { name, file, line } = prisma;
  return [...read, { name, fallback: null, isRequired: true, file, line }];
}
