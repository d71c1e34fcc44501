import type { Planned, NamedText, Tools } from "./integration.ts";
import { addScripts } from "./package-scripts.ts";

/** A file that commands are kept in, with what is new in it. */
interface Commands extends Pick<Planned, "offer" | "lines"> {
  readonly path: string;
  readonly before: string | null;
  /** Null where a person is to put the lines in. */
  readonly after: string | null;
  /** How those that were put in are called. */
  readonly added: readonly string[];
}

/** Bytes that are not UTF-8 were read as this, and would be written as it. */
const isLossy = (text: string): boolean => text.includes("\ufffd");

const MARK = /^\ufeff/;

const SCRIPTS = {
  "docker:generate": "dockwright generate",
  "docker:watch": "dockwright watch",
};

function missingIn(text: string): string[] | null {
  try {
    const { scripts = {} } = JSON.parse(text) as { scripts?: object };
    return Object.keys(SCRIPTS).filter((name) => !Object.hasOwn(scripts, name));
  } catch {
    return null;
  }
}

/** package.json with the scripts. */
function withScripts(text: string): Commands {
  const mark = MARK.exec(text)?.[0] ?? "";
  const before = text.slice(mark.length);
  const added = missingIn(before) ?? [];
  const wanted = Object.entries(SCRIPTS).filter(([name]) =>
    added.includes(name),
  );
  const after = isLossy(text) ? null : addScripts(before, wanted);
  return {
    path: "package.json",
    offer: "npm run docker:generate and docker:watch (package.json)",
    before,
    after: after === null ? null : mark + after,
    added,
    lines: wanted.map(
      ([name, command]) => `    "${name}": ${JSON.stringify(command)},`,
    ),
  };
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

/** A rule's own prefix for recipes, and targets whose names only make knows. */
const UNREADABLE =
  /^[ ]*\.RECIPEPREFIX\b|^[^\t#:=\n]*\$[({][^:=\n]*:(?!:?:?=)/m;

/** The rules of a Makefile may have several targets, a recipe of a justfile parameters. */
const hasTarget = (text: string, kind: keyof typeof TASKS, name: string) =>
  new RegExp(
    `^${kind === "Makefile" ? "(?:[^\\s:#=][^:#=\\n]*[ \\t])?" : "@?"}${name}(?:[ \\t][^:\\n]*)?:(?!:?:?=)`,
    "m",
  ).test(text);

/** A Makefile or justfile with the targets behind the others. */
function withTargets(
  kind: keyof typeof TASKS,
  file: NamedText | null,
): Commands {
  const { offer, write } = TASKS[kind];
  const { name: path, text: whole } = file ?? { name: kind, text: "" };
  const text = whole.replace(MARK, "");
  const missing = TARGETS.filter(([name]) => !hasTarget(text, kind, name));
  const parts = missing.map(([name, command, why]) =>
    write(name, `npx --yes dockwright ${command}`, why),
  );
  const all = text === "" ? parts : [`${whole.trimEnd()}\n`, ...parts];
  const isByHand =
    isLossy(text) || (kind === "Makefile" && UNREADABLE.test(text));
  return {
    path,
    offer,
    before: file && text,
    after: isByHand ? null : all.join("\n"),
    added: missing.map(([name]) => name),
    lines: parts.join("\n").trimEnd().split("\n"),
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
  const { path, offer, before, after, added, lines } = commandsOf(tools);
  const asIs = { name: "scripts" as const, offer, file: null, lines: [] };
  if (added.length === 0) return { ...asIs, said: `${path} stays as it is` };
  if (after === null)
    return {
      ...asIs,
      said: `${path} stays as it is, since it is written in a way in which this cannot be put in: add it`,
      lines,
    };
  return {
    ...asIs,
    file: { folder: tools.root, path, before, after },
    said: `with ${added.join(" and ")}`,
  };
}
