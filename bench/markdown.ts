/** A Markdown table, its columns aligned as prettier would; figures stand to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const UNITS = ["B", "kB", "MB", "GB"];

/** An amount as Docker writes it: powers of 1000. */
export function bytes(amount: number): string {
  const power = Math.min(
    UNITS.length - 1,
    amount < 1 ? 0 : Math.floor(Math.log10(amount) / 3),
  );
  const figure = amount / 1000 ** power;
  return `${power === 0 ? figure : figure.toFixed(figure < 10 ? 2 : 1)} ${UNITS[power]}`;
}

export const milliseconds = (time: number): string => `${time.toFixed(0)} ms`;

export const seconds = (time: number): string =>
  `${(time / 1000).toFixed(2)} s`;

export const times = (ratio: number): string => `${ratio.toPrecision(3)} ×`;

/** A peak of memory, where it could be measured. */
export const megabytes = (amount: number | null): string =>
  amount === null ? "not measured" : `${amount.toFixed(0)} MB`;
