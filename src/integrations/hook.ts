import { join, relative } from "node:path";
import { quoteWord } from "../resolve/words.ts";
import {
  hasCheck,
  programOf,
  type Planned,
  type Repository,
  type Tools,
} from "./integration.ts";

const OFFER =
  "a pre-commit hook, which refuses a commit whose Docker files do not fit the spec";

/** The check, from the top of the work tree, where Git runs its hooks. */
function checkOf(tools: Tools, { folder }: Repository): string {
  const check = `${programOf(tools)} generate --check`;
  return folder === "" ? check : `cd ${quoteWord(folder)} && ${check}`;
}

/** A line of a shell script. A branch that has no spec is nobody's drift. */
function lineOf(tools: Tools, repository: Repository): string {
  const { folder } = repository;
  const spec = folder === "" ? tools.specFile : `${folder}/${tools.specFile}`;
  const check = checkOf(tools, repository);
  const run = folder === "" ? check : `(${check})`;
  return `test ! -f ${quoteWord(spec)} || ${run} || exit 1`;
}

const script = (line: string): string => `#!/bin/sh
# A commit is refused while the Docker files are not what the spec says: \`dockwright generate\` writes them.
# It looks at the files as they are on the disk; \`git commit --no-verify\` goes without it.
${line}
`;

/** What a program that manages hooks has to be told, in its own file. */
function managedLines(name: string, check: string): string[] {
  // Only words are split there.
  const entry = check.startsWith("cd ")
    ? JSON.stringify(`sh -c ${quoteWord(check)}`)
    : check;
  if (name.startsWith(".pre-commit"))
    return [
      "  - repo: local",
      "    hooks:",
      "      - id: dockwright",
      "        name: dockwright generate --check",
      `        entry: ${entry}`,
      "        language: system",
      "        pass_filenames: false",
    ];
  return [
    "pre-commit:",
    "  commands:",
    "    dockwright:",
    `      run: ${check}`,
  ];
}

const WRITTEN = {
  clone:
    "new: refuses a commit that does not fit, in this clone; `dockwright init --hook` does it in another",
  commit: "new: refuses a commit that does not fit; commit it, for every clone",
};

/** Git's pre-commit hook. What a person has there is never written: the line to add is said. */
export function planHook(tools: Tools): Planned | null {
  const { root, repository } = tools;
  if (repository === null) return null;
  const { folder: inside, hooks, manager } = repository;
  const line = lineOf(tools, repository);
  const path = relative(root, join(hooks.folder, "pre-commit"));
  const byHand = (said: string, lines: readonly string[]): Planned => ({
    name: "hook",
    offer: `${OFFER}: shows what to add`,
    file: null,
    said,
    lines,
  });
  if (hasCheck(manager?.text ?? hooks.text ?? "", inside))
    return byHand(`${manager?.name ?? path} has the check already`, []);
  if (manager)
    return byHand(
      `the hooks are ${manager.name}'s: add this to it`,
      managedLines(manager.name, checkOf(tools, repository)),
    );
  if (hooks.text !== null)
    return byHand(`${path} stays as it is: add this line to it`, [line]);
  if (hooks.reach === "machine")
    return byHand(
      `core.hooksPath names a folder that other repositories use too: add this line to ${join(hooks.folder, "pre-commit")}`,
      [line],
    );
  return {
    name: "hook",
    offer: OFFER,
    file: {
      folder: hooks.folder,
      path: "pre-commit",
      before: null,
      after: script(line),
      mode: 0o755,
    },
    said: WRITTEN[hooks.reach],
    lines: [],
  };
}
