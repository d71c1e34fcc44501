/** A file beside the spec that names dockwright's commands, as it is to be. */
export interface ScriptFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** What a folder has of the files that commands are kept in; null for what is not there. */
export interface Tools {
  readonly packageJson: string | null;
  readonly makefile: string | null;
}

const SCRIPT = "docker:generate";
const COMMAND = "dockwright generate";

/** package.json with the script, laid out as it was; null where it is there, or cannot be read. */
function withScript(text: string): string | null {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? 2;
  let manifest: { scripts?: Record<string, string> };
  try {
    manifest = JSON.parse(text) as typeof manifest;
  } catch {
    return null;
  }
  if (manifest.scripts && SCRIPT in manifest.scripts) return null;
  const scripts = { ...manifest.scripts, [SCRIPT]: COMMAND };
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const after = JSON.stringify({ ...manifest, scripts }, null, indent);
  return `${after}\n`
    .slice(0, text.endsWith("\n") ? undefined : -1)
    .replaceAll("\n", lineBreak);
}

const TARGET = `.PHONY: docker
docker: ## Write the Docker files that dockwright.yaml says
\tnpx --yes dockwright generate
`;

/** The Makefile with the target behind the others; null where it is there. */
function withTarget(text: string): string | null {
  if (/^docker\s*:(?!=)/m.test(text)) return null;
  return text === "" ? TARGET : `${text.trimEnd()}\n\n${TARGET}`;
}

/**
 * Where a project keeps its commands, with ours among them: a script of package.json in a Node
 * project, a target of a Makefile elsewhere.
 *
 * @returns Null where there is nothing to add.
 */
export function scriptFile({
  packageJson,
  makefile,
}: Tools): ScriptFile | null {
  const [path, before, after] =
    packageJson === null
      ? ["Makefile", makefile, withTarget(makefile ?? "")]
      : ["package.json", packageJson, withScript(packageJson)];
  return after === null ? null : { path: path!, before: before!, after };
}
