import type * as z from "zod/mini";
import type { Problem } from "./problem.ts";
import { suggestOrList } from "./suggest.ts";

type Issue = z.core.$ZodIssue;

/** What was found, short enough for one line. */
function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "function") return "a function";
  const text =
    typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

const NAMES: Record<string, string> = {
  string: "text",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
};

const isWrongKind = (issue: Issue) =>
  issue.path.length === 0 &&
  (issue.code === "invalid_type" || issue.code === "invalid_value");

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    root,
  );
}

/** The keys that the schema allows at an `unrecognized_keys` issue are not in the issue, so they are asked for. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/** Compose knows it, and refuses to start with it: https://docs.docker.com/reference/compose-file/secrets/ */
const isSwarmSecret = (path: readonly PropertyKey[], name: string) =>
  path.length === 2 && path[0] === "secrets" && name === "external";

const SWARM_SECRET = {
  message: "only a swarm has secrets that are elsewhere",
  advice: "write file: ./secrets/name.txt, or environment: NAME",
};

type Union = Extract<Issue, { code: "invalid_union" }>;

/** Of a union, the branch that takes this kind of value is the one that was meant. */
function explainUnion(issue: Union, root: unknown, keysAt: KeysAt): Problem[] {
  const { path, errors } = issue;
  const [meant] = errors
    .filter((branch) => !branch.some(isWrongKind))
    .sort((a, b) => a.length - b.length);
  if (meant) {
    return meant.flatMap((inner) =>
      explainIssue({ ...inner, path: [...path, ...inner.path] }, root, keysAt),
    );
  }
  const kinds = new Set(errors.flat().filter(isWrongKind).map(expected));
  const advice = `write ${[...kinds].join(", or ")}`;
  return [{ path, message: `found ${show(valueAt(root, path))}`, advice }];
}

/** A wrong value, or one that is not there. */
function explainValue(issue: Issue, value: unknown): Problem {
  const { path } = issue;
  const message = `found ${show(value)}`;
  if (path.length === 0 && issue.code === "invalid_type") {
    const advice =
      "write name, images and services; `dockwright --help` shows the smallest spec";
    return { path, message, advice };
  }
  if (value === undefined) {
    const name = String(path.at(-1) ?? "the spec");
    const advice = `write ${expected(issue)}`;
    return { path, message: `${name} is missing`, advice };
  }
  if (issue.code === "invalid_value" && issue.values.length > 1) {
    const allowed = issue.values.map(String);
    return { path, message, advice: suggestOrList(String(value), allowed) };
  }
  return { path, message, advice: `write ${expected(issue)}` };
}

/** One issue of zod's as problems in a person's words. */
export function explainIssue(
  issue: Issue,
  root: unknown,
  keysAt: KeysAt,
): Problem[] {
  const { path } = issue;
  if (issue.code === "invalid_union") return explainUnion(issue, root, keysAt);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({
      path: [...path, name],
      ...(isSwarmSecret(path, name)
        ? SWARM_SECRET
        : {
            message: `no such key: ${name}`,
            advice: suggestOrList(name, keysAt(path)),
          }),
      atKey: true,
    }));
  }
  if (issue.code === "invalid_key") {
    const message = `found the name ${show(String(path.at(-1)))}`;
    const advice = `write ${issue.issues[0]?.message ?? "another name"}`;
    return [{ path, message, advice, atKey: true }];
  }
  return [explainValue(issue, valueAt(root, path))];
}

function expected(issue: Issue): string {
  if (issue.code === "invalid_type")
    return NAMES[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value")
    return issue.values.map(show).join(", or ");
  return issue.message;
}
