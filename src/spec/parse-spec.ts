import { explainIssue } from "./explain-issue.ts";
import { keysAt } from "./keys-at.ts";
import type { Problem } from "./problem.ts";
import { remainder, type Remainder } from "./remainder.ts";
import { project } from "./schema/project.ts";

/** What a spec may carry beside its own keys, as Compose does: a place for anchors and notes. */
const isExtension = (name: string) => name.startsWith("x-");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function withoutExtensions(data: unknown): unknown {
  const strip = (value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).filter(([name]) => !isExtension(name)),
        )
      : value;
  const each = (value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, strip(inner)]),
        )
      : value;
  const top = strip(data);
  if (!isRecord(top)) return top;
  return {
    ...top,
    ...("images" in top && { images: each(top.images) }),
    ...("services" in top && { services: each(top.services) }),
  };
}

/** A spec, or what is left of it without the parts that are wrong, so that the rest can be checked too. */
export interface ParsedSpec extends Remainder {
  readonly problems: readonly Problem[];
}

/** zod compiles a function for each object it parses, which one file a run does not earn back. */
const ONCE = { jitless: true };

/**
 * Holds plain data against the schema.
 *
 * @param data What was read from YAML, JSON or a module.
 * @returns The spec and every problem. With problems, `spec` lacks the parts that have one;
 *   it is null where nothing useful is left.
 */
export function parseSpec(data: unknown): ParsedSpec {
  const plain = withoutExtensions(data);
  const result = project.safeParse(plain, ONCE);
  if (result.success) return { spec: result.data, problems: [], gaps: [] };
  const problems = result.error.issues.flatMap((issue) =>
    explainIssue(issue, plain, (path) => keysAt(project, path)),
  );
  return { ...remainder(plain, problems), problems };
}
