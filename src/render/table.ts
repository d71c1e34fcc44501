import type { Row } from "../plan/plan-guide.ts";

/** A Markdown table with its columns aligned, as prettier lays it out; a column that is empty in every row is left out. */
export function table({
  head,
  rows,
}: {
  head: Row;
  rows: readonly Row[];
}): string {
  const used = head.flatMap((_, column) =>
    column === 0 || rows.some((row) => row[column] !== "") ? [column] : [],
  );
  const widths = used.map((column) =>
    Math.max(3, ...[head, ...rows].map((row) => [...row[column]!].length)),
  );
  const line = (row: Row) =>
    `| ${used.map((column, index) => row[column]! + " ".repeat(widths[index]! - [...row[column]!].length)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
