/** Optimal string alignment distance: insertions, deletions, changes and swaps of neighbours. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      const above = rows[i - 1]!;
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + cost);
      const swapped =
        i > 1 &&
        j > 1 &&
        from[i - 1] === to[j - 2] &&
        from[i - 2] === to[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows.at(-1)!.at(-1)!;
}

/** Compose writes depends_on where we write dependsOn; neither case nor joints make a difference. */
const plain = (word: string) => word.toLowerCase().replace(/[-_]/g, "");

/**
 * The word that was probably meant, or null when none is near.
 *
 * @param found What was written.
 * @param allowed What could have been written.
 */
export function suggest(
  found: string,
  allowed: readonly string[],
): string | null {
  const [nearest] = allowed
    .map((word) => ({ word, apart: distance(plain(found), plain(word)) }))
    .sort((a, b) => a.apart - b.apart);
  if (!nearest) return null;
  const near = Math.max(
    1,
    Math.floor(Math.min(found.length, nearest.word.length) / 3),
  );
  if (nearest.apart <= near) return nearest.word;
  // Compose's healthcheck is our health.
  const starts = (word: string) => plain(found).startsWith(plain(word));
  return allowed.find((word) => word.length > 4 && starts(word)) ?? null;
}

/** "did you mean X?" or the list of what is allowed. */
export function suggestOrList(
  found: string,
  allowed: readonly string[],
): string {
  const meant = suggest(found, allowed);
  if (meant) return `did you mean ${meant}?`;
  return allowed.length > 0
    ? `write one of ${allowed.join(", ")}`
    : "take it out";
}
