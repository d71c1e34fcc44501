import type { Evidence } from "../runtime.ts";
import { packageName } from "./pyproject.ts";

/** Blank lines and comments. */
const LINES = /(?:[^\S\n]*(?:#[^\n]*)?\n)*/.source;
const END = /[^\S\n]*;?[^\S\n]*(?:#[^\n]*)?(?:\n|$)/.source;
const STRING = [
  /"""(?:(?!""")(?:[^\\]|\\[\s\S]))*"""/,
  /'''(?:(?!''')(?:[^\\]|\\[\s\S]))*'''/,
  /"(?:[^"\\\n]|\\[\s\S])*"/,
  /'(?:[^'\\\n]|\\[\s\S])*'/,
]
  .map(({ source }) => `[rRuU]?${source}`)
  .join("|");
const DOCSTRING = `(?:${STRING})(?:[^\\S\\n]*(?:${STRING}))*${END}`;
const NAMES = /\((?:[^)#]|#[^\n]*)*\)|(?:[^\n\\(#]|\\\r?\n)*/.source;
const FUTURE = `from\\s+__future__\\s+import\\s*(?:${NAMES})${END}`;

/** What must stay in front of every statement: comments, the docstring, imports from the future. */
const HEAD = new RegExp(
  `^\\uFEFF?${LINES}(?:${DOCSTRING})?(?:${LINES}${FUTURE})*`,
);

/** A pattern of a name in each of its spellings, and of nothing longer. */
const named = (name: string) =>
  `(?<![\\w.-])${name.split(/[-_.]+/).join("[-_.]+")}(?![\\w.-])`;

export const pythonEvidence: Evidence = {
  installs: /--no-install-(?:project|workspace)|--requirement/,
  code: /\.py$/,
  comment: "#",
  trace(text, word) {
    const [head] = HEAD.exec(text)!;
    const gap = /(?:^|[\n\uFEFF])$/.test(head) ? "" : "\n";
    // At the top, as what stands behind a main() that serves is never reached.
    const statement = `__import__("sys").stderr.write("${word}\\n")\n`;
    return `${head}${gap}${statement}${text.slice(head.length)}`;
  },
  packageOf(path) {
    const name = /\/site-packages\/([^/]+?)-[^-/]+\.dist-info\/METADATA$/.exec(
      path,
    )?.[1];
    return name === undefined ? null : packageName(name);
  },
  // https://packaging.python.org/en/latest/specifications/core-metadata/#requires-dist-multiple-use
  requires(metadata, manifests) {
    const name = /^Name: (\S+)/m.exec(metadata)?.[1] ?? "";
    const isAsked = (requirement: string) => {
      const extra = /extra == ['"]([\w.-]+)['"]/.exec(requirement)?.[1];
      if (extra === undefined) return true;
      const asked = `${named(name)}\\s*\\[[^\\]]*${named(extra)}`;
      return new RegExp(asked, "i").test(manifests);
    };
    return [...metadata.matchAll(/^Requires-Dist: (.*)$/gm)]
      .map(([, requirement]) => requirement!)
      .filter(isAsked)
      .map(packageName);
  },
};
