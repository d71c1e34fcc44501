import type { ContextFiles } from "../model/snapshot.ts";

/** A text as a name that a spec takes for projects, images and services; null where nothing of it is left. */
export function toName(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/^@[^/]*\//, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? null : plain;
}

function nodeName(text: string): string | null {
  try {
    const { name } = (JSON.parse(text) ?? {}) as { name?: unknown };
    return typeof name === "string" ? name : null;
  } catch {
    return null;
  }
}

/** The name that pyproject.toml or package.json gives a project, as it stands there; or null. */
export function packageName({ read }: ContextFiles): string | null {
  const manifest = read("pyproject.toml") ?? "";
  const [, python] = /^\s*name\s*=\s*["']([^"']+)["']/m.exec(manifest) ?? [];
  return python ?? nodeName(read("package.json") ?? "{}");
}

/** A name that is not taken yet; it is then. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}
