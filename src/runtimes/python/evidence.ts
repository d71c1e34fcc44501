import type { Evidence } from "../runtime.ts";
import { packageName } from "./pyproject.ts";

/** What must stay in front of every statement: comments, the docstring, imports from the future. */
const HEAD =
  /^(?:\s*#.*\n|\s*\n)*(?:[rRuU]?("""|'''|"|')[\s\S]*?\1[^\S\n]*(?:\n|$))?(?:(?:\s*#.*\n|\s*\n)*from __future__ import (?:\([^)]*\)|[^\n(]*)[^\S\n]*(?:\n|$))*/;

export const pythonEvidence: Evidence = {
  installs: /--no-install-(?:project|workspace)|--requirement/,
  code: /\.py$/,
  comment: "#",
  trace(text, word) {
    const [head] = HEAD.exec(text)!;
    const gap = head === "" || head.endsWith("\n") ? "" : "\n";
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
    const name = /^Name: (.*)$/m.exec(metadata)?.[1] ?? "";
    const isAsked = (requirement: string) => {
      const extra = /extra == ['"]([\w.-]+)['"]/.exec(requirement)?.[1];
      if (extra === undefined) return true;
      const asked = new RegExp(`\\b${name}\\s*\\[[^\\]]*\\b${extra}\\b`, "i");
      return asked.test(manifests);
    };
    return [...metadata.matchAll(/^Requires-Dist: (.*)$/gm)]
      .map(([, requirement]) => requirement!)
      .filter(isAsked)
      .map(packageName);
  },
};
