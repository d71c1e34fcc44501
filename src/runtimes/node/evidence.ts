import type { Evidence } from "../runtime.ts";

const REQUIRING = ["dependencies", "optionalDependencies", "peerDependencies"];

/** What must stay in front of every statement: the first line's #!, comments, directives. */
const HEAD =
  /^(?:#!.*\n)?(?:\s*(?:\/\/.*\n|\/\*[\s\S]*?\*\/|(["'])use [\w ]+\1;?[^\S\n]*(?:\n|$)))*/;

export const nodeEvidence: Evidence = {
  installs:
    /\b(?:npm (?:ci|install)|pnpm (?:install|fetch|deploy|.* deploy))\b/,
  code: /(?<!\.d)\.[cm]?[jt]sx?$/,
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
  requires(metadata) {
    try {
      const manifest = JSON.parse(metadata) as Record<string, object | null>;
      return REQUIRING.flatMap((key) => Object.keys(manifest[key] ?? {}));
    } catch {
      return [];
    }
  },
};
