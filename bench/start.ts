import { rmSync } from "node:fs";
import { join } from "node:path";
import { costOfNode } from "./child.ts";
import { markdownTable, megabytes, milliseconds, times } from "./markdown.ts";
import { measurePairs, type Pairs } from "./pairs.ts";
import { copyExample, generate, inTemporaryFolder } from "./project.ts";

const PAIRS = 15;

export interface StartFigures {
  /** Nothing to write: what a hook or CI meets every day. */
  readonly unchanged: Pairs;
  /** No generated file is there yet. */
  readonly first: Pairs;
}

/** The least that any program on Node takes. */
const floor = () => costOfNode(["-e", "0"]);

/** The thoth example: how long `generate` takes from a cold process to its end. */
export const measureStart = (): Promise<StartFigures> =>
  inTemporaryFolder((folder) => {
    const ready = join(folder, "ready");
    copyExample("thoth", ready);
    removeGenerated(ready);
    generate(ready);
    let copies = 0;
    const anew = () => {
      const fresh = join(folder, `fresh-${copies++}`);
      copyExample("thoth", fresh);
      removeGenerated(fresh);
      return generate(fresh);
    };
    return {
      unchanged: measurePairs(PAIRS, () => generate(ready), floor),
      first: measurePairs(PAIRS, anew, floor),
    };
  });

/** The example is committed with its files; a first run has none. */
function removeGenerated(folder: string): void {
  for (const name of [
    "Dockerfile",
    ".dockerignore",
    "compose.yaml",
    "compose.production.yaml",
    "docker-bake.json",
    ".env.example",
    "DOCKER.md",
  ]) {
    rmSync(join(folder, name), { force: true });
  }
}

export function describeStart({ unchanged, first }: StartFigures): string {
  const row = (name: string, pairs: Pairs) => [
    name,
    milliseconds(pairs.against.milliseconds),
    milliseconds(pairs.milliseconds),
    times(pairs.ratio),
    megabytes(pairs.against.peakMegabytes),
    megabytes(pairs.peakMegabytes),
  ];
  const head = [
    "`generate` of examples/thoth, cold",
    "`node -e 0`",
    "dockwright",
    "ratio",
    "peak, `node -e 0`",
    "peak, dockwright",
  ];
  const rows = [row("unchanged", unchanged), row("first time", first)];
  return `${markdownTable(head, rows)}\n\nMedians of ${unchanged.count} pairs, run in turn; the ratio is the median of each pair's own. Aim: at most 1.8 ×.`;
}
