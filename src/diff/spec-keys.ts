/** A line that a person added to a generated file, and the key of the spec that says the same. */
export interface SpecKey {
  /** The line in the person's file, counted from 1. */
  readonly line: number;
  /** null where no key says it; a template of one's own does. */
  readonly key: string | null;
}

/** Keys of a service in Compose that go by another name in the spec; others only lose their `_`. */
const SERVICE_KEYS: Readonly<Record<string, string>> = {
  healthcheck: "health",
  deploy: "limits",
  mem_limit: "limits",
  cpus: "limits",
  pids_limit: "limits",
};
const SAME_NAME =
  "command entrypoint working_dir environment env_file ports volumes networks secrets restart labels extra_hosts init read_only stop_signal stop_grace_period profiles".split(
    " ",
  );
const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function serviceKey(service: string, name: string, mode: string): string {
  if (name === "depends_on") return `services.${service}.dependsOn`;
  if (name === "develop") return "images.<image>.watch";
  if (name === "build") return "images.<image>.args (or dockerfile, context)";
  const key =
    SERVICE_KEYS[name] ?? (SAME_NAME.includes(name) ? camelCase(name) : null);
  // A line in one file alone is what differs there.
  return `services.${service}.${mode}.${key ?? "compose"}`;
}

/** The keys above a line of YAML, and its own: each less indented than the one before. */
function yamlPath(lines: readonly string[], index: number): string[] {
  const path: string[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (let at = index; at >= 0 && indent > 0; at--) {
    const [, space = "", key] =
      /^( *)(?:- )?["']?([\w./-]+)["']?:(?: |$)/.exec(lines[at]!) ?? [];
    const own = /^ */.exec(lines[at]!)![0].length;
    if (at === index && key === undefined && lines[at]!.trim() !== "")
      indent = own + 1;
    if (key !== undefined && space.length < indent) {
      path.unshift(key);
      indent = space.length;
    }
  }
  return path;
}

function composeKey(
  lines: readonly string[],
  index: number,
  mode: string,
): string | null {
  if (/^\s*#/.test(lines[index]!)) return null;
  const [top, name, key] = yamlPath(lines, index);
  if (top === "services" && name !== undefined)
    return key === undefined ? `services.${name}` : serviceKey(name, key, mode);
  if (top === "volumes" || top === "networks" || top === "secrets")
    return name === undefined ? top : `${top}.${name}`;
  return top === undefined || top === "name" ? (top ?? null) : "compose";
}

/** The first row whose pattern fits an instruction (its lines joined up to the added one) names the key. */
const INSTRUCTIONS: readonly [RegExp, (stage: string) => string][] = [
  [
    /^RUN[\s\S]*(?:apt-get install|apk add)/,
    (stage) =>
      `packages.${{ builder: "build", dependencies: "build", development: "development" }[stage] ?? "runtime"}`,
  ],
  [/^RUN[\s\S]*install -d[\s\S]*\n\s+\/\S+ ?\\?$/, () => "directories"],
  [/^ENV\b/, () => "environment"],
  [/^ARG\b/, () => "args"],
  [/^LABEL\b/, () => "labels"],
  [/^FROM\b/, () => "base"],
  [
    /^RUN\b/,
    (stage) =>
      stage === "dependencies"
        ? "dockerfile.dependencies"
        : `run.${stage}.root`,
  ],
  [/^[A-Z]+\b/, (stage) => `dockerfile.${stage}`],
];

const OF_SERVICES: readonly [RegExp, string][] = [
  [/^EXPOSE\b/, "services.<service>.ports"],
  [/^HEALTHCHECK\b/, "services.<service>.health"],
  [/^(?:CMD|ENTRYPOINT)\b/, "services.<service>.command"],
];

/** An instruction begins at a line that nothing continues: no backslash before it, and no heredoc around. */
function instructionAt(lines: readonly string[], index: number): string {
  let start = 0;
  let heredoc: string | null = null;
  for (let at = 0; at <= index; at++) {
    const line = lines[at]!;
    const continues = at > 0 && /\\\s*$/.test(lines[at - 1]!);
    if (heredoc !== null) {
      if (line.trim() === heredoc) heredoc = null;
      continue;
    }
    if (!continues) start = at;
    heredoc = /<<-?["']?(\w+)/.exec(line)?.[1] ?? null;
  }
  return lines.slice(start, index + 1).join("\n");
}

function dockerfileKey(
  lines: readonly string[],
  index: number,
  image: string,
): string | null {
  const text = instructionAt(lines, index);
  const other = OF_SERVICES.find(([pattern]) => pattern.test(text))?.[1];
  if (other !== undefined) return other;
  const above = lines.slice(0, index + 1).join("\n");
  const stages = [...above.matchAll(/^FROM .* AS ([\w.-]+)/gm)];
  const stage = stages.at(-1)?.[1] ?? "base";
  const row = INSTRUCTIONS.find(([pattern]) => pattern.test(text));
  return row ? `images.${image}.${row[1](stage)}` : null;
}

function keyAt(
  path: string,
  lines: readonly string[],
  index: number,
): string | null {
  const image = /([^/]+)\.Dockerfile/.exec(path)?.[1] ?? "<image>";
  const isComment = lines[index]!.trimStart().startsWith("#");
  if (path.endsWith(".dockerignore"))
    return isComment ? null : `images.${image}.ignore`;
  if (path.endsWith("Dockerfile"))
    return isComment ? null : dockerfileKey(lines, index, image);
  if (path === "compose.yaml") return composeKey(lines, index, "development");
  if (path === "compose.production.yaml")
    return composeKey(lines, index, "production");
  return null;
}

/**
 * Where a person's edit of a generated file could stand in the spec: the first added line of each key.
 *
 * @param path The file.
 * @param base The text that was edited.
 * @param mine The text with the edit.
 */
export async function specKeysOf(
  path: string,
  base: string,
  mine: string,
): Promise<SpecKey[]> {
  const { diffArrays } = await import("diff");
  const linesOf = (text: string) => text.replaceAll("\r\n", "\n").split("\n");
  const lines = linesOf(mine);
  const found = new Map<string | null, number>();
  let at = 0;
  for (const { added, removed, value } of diffArrays(linesOf(base), lines)) {
    if (removed) continue;
    const end = at + value.length;
    for (let index = added ? at : end; index < end; index++) {
      if (lines[index]!.trim() === "") continue;
      const key = keyAt(path, lines, index);
      if (!found.has(key)) found.set(key, index + 1);
    }
    at = end;
  }
  return [...found].map(([key, line]) => ({ key, line }));
}
