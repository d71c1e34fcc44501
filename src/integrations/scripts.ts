import type { Planned, NamedText, Tools } from "./integration.ts";

/** A file that commands are kept in, with what is new in it. */
interface Commands extends Pick<Planned, "offer"> {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
  /** How those that were put in are called. */
  readonly added: readonly string[];
}

const SCRIPTS = {
  "docker:generate": "dockwright generate",
  "docker:watch": "dockwright watch",
};

/** package.json with the scripts, laid out as it was. */
function withScripts(text: string): Commands {
  const path = "package.json";
  const offer = "npm run docker:generate and docker:watch (package.json)";
  const asIs = { path, offer, before: text, after: text, added: [] };
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? 2;
  let manifest: { scripts?: Record<string, string> };
  try {
    manifest = JSON.parse(text) as typeof manifest;
  } catch {
    return asIs;
  }
  const own = manifest.scripts ?? {};
  const added = Object.keys(SCRIPTS).filter(
    (name) => !Object.hasOwn(own, name),
  );
  // Twice: those that were there stay where they are, and as they are.
  const scripts = { ...own, ...SCRIPTS, ...own };
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const written = `${JSON.stringify({ ...manifest, scripts }, null, indent)}\n`;
  const after = written
    .slice(0, text.endsWith("\n") ? undefined : -1)
    .replaceAll("\n", lineBreak);
  return added.length === 0 ? asIs : { ...asIs, after, added };
}

/** What the targets are called, what they run, and what is said about them. */
const TARGETS = [
  ["docker", "generate", "Write the Docker files that the spec says"],
  ["docker-watch", "watch", "Write them again whenever the spec is saved"],
] as const;

const TASKS = {
  Makefile: {
    offer: "make docker and docker-watch (Makefile)",
    write: (name: string, run: string, why: string) =>
      `.PHONY: ${name}\n${name}: ## ${why}\n\t${run}\n`,
  },
  justfile: {
    offer: "just docker and docker-watch (justfile)",
    write: (name: string, run: string, why: string) =>
      `# ${why}\n${name}:\n    ${run}\n`,
  },
};

/** A Makefile or justfile with the targets behind the others. */
function withTargets(
  kind: keyof typeof TASKS,
  file: NamedText | null,
): Commands {
  const { offer, write } = TASKS[kind];
  const { name: path, text } = file ?? { name: kind, text: "" };
  const missing = TARGETS.filter(
    ([name]) =>
      !new RegExp(`^@?${name}(?:[ \\t][^:\\n]*)?:(?!=)`, "m").test(text),
  );
  const parts = missing.map(([name, command, why]) =>
    write(name, `npx --yes dockwright ${command}`, why),
  );
  const all = text === "" ? parts : [`${text.trimEnd()}\n`, ...parts];
  return {
    path,
    offer,
    before: file?.text ?? null,
    after: parts.length === 0 ? text : all.join("\n"),
    added: missing.map(([name]) => name),
  };
}

/** Where a project keeps its commands: package.json in a Node project, elsewhere a justfile or a Makefile. */
function commandsOf({ packageJson, justfile, makefile }: Tools): Commands {
  if (packageJson !== null) return withScripts(packageJson);
  return justfile
    ? withTargets("justfile", justfile)
    : withTargets("Makefile", makefile);
}

/** `generate` and `watch` among the project's own commands. */
export function planScripts(tools: Tools): Planned {
  const { path, offer, before, after, added } = commandsOf(tools);
  const isNew = added.length > 0;
  return {
    name: "scripts",
    offer,
    file: isNew ? { folder: tools.root, path, before, after } : null,
    said: isNew ? `with ${added.join(" and ")}` : `${path} stays as it is`,
    lines: [],
  };
}
