import type { CodeLine } from "../../scan.ts";

/** A call that takes more lines than this says too much to be read as one. */
const LONGEST_CALL = 8;

/** Lines in which a call that is written over several of them stands on its first one. */
export function wholeCalls(lines: readonly CodeLine[]): CodeLine[] {
  return lines.map((line, index) => {
    if (!/\(\s*$/.test(line.text)) return line;
    let { text } = line;
    for (const next of lines.slice(index + 1, index + LONGEST_CALL)) {
      if (next.file !== line.file) break;
      text += next.text.trim();
      if (/^\s*\)/.test(next.text)) break;
    }
    return { ...line, text };
  });
}
