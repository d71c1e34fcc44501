import type { Evidence } from "../runtime.ts";
import { packageName, readRequirement } from "./requirement.ts";

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

/** A command's words up to its end. */
const WORDS = /(?:\\\r?\n|[^&;|\n])*?/.source;
const PIP = /\bpip[\d.]*(?:\s+-\S+(?:\s+[^-\s]\S*)?)*?\s+install\b/.source;
const LISTED = `(?=${WORDS}\\s(?:-r|--requirement)\\b)`;
const ALONE = `(?!${WORDS}\\s--no-deps\\b)`;
const A_FOLDER = /\s(?:"|')?\.{1,2}(?:[/["'\s]|$)/.source;
const INSTALLS = [
  "--no-install-(?:project|workspace)",
  "--requirement",
  `${PIP}(?:${LISTED}|${ALONE}(?!${WORDS}${A_FOLDER}))`,
  "\\buv pip sync\\b",
].join("|");
const COMPLETES = `\\buv sync\\b|${PIP}${ALONE}`;

/** What a package's metadata requires: https://packaging.python.org/en/latest/specifications/core-metadata/#requires-dist-multiple-use */
function requirementsIn(metadata: string) {
  const by = packageName(/^Name: (\S+)/m.exec(metadata)?.[1] ?? "");
  return [...metadata.matchAll(/^Requires-Dist: (.*)$/gm)].map(([, text]) => ({
    by,
    ...readRequirement(text!),
  }));
}

export const pythonEvidence: Evidence = {
  installs: new RegExp(INSTALLS),
  completes: new RegExp(COMPLETES),
  code: /\.py$/,
  // https://docs.pytest.org/en/stable/explanation/goodpractices.html
  tests: /^(?:test_.*|.*_test|conftest)\.py$/,
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
  requires(metadata, asked) {
    const all = metadata.flatMap(requirementsIn);
    const required = all.filter(({ extra }) => extra === null);
    const known = new Set(required);
    // It grows as it is gone through: what an extra requires may ask for extras itself.
    const asking = [...asked.map(readRequirement), ...required];
    for (const { name, extras } of asking)
      for (const each of all) {
        if (each.by !== name || known.has(each)) continue;
        if (each.extra === null || !extras.includes(each.extra)) continue;
        known.add(each);
        asking.push(each);
      }
    return [...known].map(({ name }) => name);
  },
};
