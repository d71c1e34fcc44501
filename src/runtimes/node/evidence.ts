import type { Evidence } from "../runtime.ts";

const REQUIRING = ["dependencies", "optionalDependencies", "peerDependencies"];

const SHEBANG = /#![^\n]*(?:\n|$)/.source;
/** None that is about the line below it: a statement between them would part the two. */
const COMMENT = [
  /\/\/(?!\s*@ts-(?:ignore|expect-error))[^\n]*(?:\n|$)/,
  /\/\*(?!\s*@ts-(?:ignore|expect-error))[\s\S]*?\*\//,
]
  .map(({ source }) => source)
  .join("|");
const DIRECTIVE = /(["'])use [\w ]+\1[^\S\n]*(?:;|(?=\n|\/[/*]|$))/.source;

/** What must stay in front of every statement: the first line's #!, comments, directives. */
const HEAD = new RegExp(
  `^\\uFEFF?(?:${SHEBANG})?(?:\\s*(?:${COMMENT}|${DIRECTIVE}))*`,
);

const OPTIONS = /(?:\s+--?\S+)*/.source;
/** `yarn` alone installs, too: as a command, and not as a word of another. */
const INSTALLS = [
  `\\bp?npm${OPTIONS}\\s+(?:ci|i|install|add)\\b`,
  `\\byarn${OPTIONS}\\s+(?:install|add)\\b`,
  `(?:^|[&;|]|\\bRUN|--mount=\\S+)\\s*yarn${OPTIONS}\\s*(?:$|[&;|\\\\])`,
].join("|");

function requiredBy(metadata: string): string[] {
  try {
    const manifest = JSON.parse(metadata) as Record<string, object | null>;
    return REQUIRING.flatMap((key) => Object.keys(manifest[key] ?? {}));
  } catch {
    return [];
  }
}

export const nodeEvidence: Evidence = {
  installs: new RegExp(INSTALLS, "m"),
  code: /(?<!\.d)\.[cm]?[jt]sx?$/,
  // https://nodejs.org/api/test.html#running-tests-from-the-command-line
  tests: /^(?:test[-_.].*|test|.*[-_.](?:test|spec))\.[cm]?[jt]sx?$/,
  comment: "//",
  trace(text, word) {
    const [head] = HEAD.exec(text)!;
    const gap = head === "" || head.endsWith("\n") ? "" : "\n";
    // A project may compile without the types of a console.
    const statement = `// @ts-ignore\nconsole.error("${word}");\n`;
    return `${head}${gap}${statement}${text.slice(head.length)}`;
  },
  packageOf: (path) =>
    /\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/.exec(
      path,
    )?.[1] ?? null,
  requires: (metadata) => metadata.flatMap(requiredBy),
};
