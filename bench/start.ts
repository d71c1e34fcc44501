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
  readonly firstTime: Pairs;
  /** Nor any bytecode of an earlier start: once after each installation. */
  readonly afterInstall: Pairs;
}

/** The example is committed with its files; a first run has none. */
const GENERATED = [
  "Dockerfile",
  ".dockerignore",
  "compose.yaml",
  "compose.production.yaml",
  "docker-bake.json",
  ".env.example",
  "DOCKER.md",
];

/** The least that any program on Node takes. */
const floor = () => costOfNode(["-e", "0"]);

/** The thoth example: how long `generate` takes from the start of its process to the end. */
export const measureStart = (): Promise<StartFigures> =>
  inTemporaryFolder((folder) => {
    let copies = 0;
    const anew = () => {
      const copy = join(folder, `thoth-${copies++}`);
      copyExample("thoth", copy);
      for (const name of GENERATED) rmSync(join(copy, name), { force: true });
      return copy;
    };
    const ready = anew();
    const cache = join(folder, "cache");
    const noCache = () => join(folder, `cache-${copies++}`);
    generate(ready, cache);
    return {
      unchanged: measurePairs(PAIRS, () => generate(ready, cache), floor),
      firstTime: measurePairs(PAIRS, () => generate(anew(), cache), floor),
      afterInstall: measurePairs(
        PAIRS,
        () => generate(anew(), noCache()),
        floor,
      ),
    };
  });

export function describeStart(figures: StartFigures): string {
  const head = [
    "`generate` of examples/thoth, a new process",
    "`node -e 0`",
    "dockwright",
    "ratio",
    "peak, `node -e 0`",
    "peak, dockwright",
  ];
  const row = (name: string, pairs: Pairs) => [
    name,
    milliseconds(pairs.against.milliseconds),
    milliseconds(pairs.milliseconds),
    times(pairs.ratio),
    megabytes(pairs.against.peakMegabytes),
    megabytes(pairs.peakMegabytes),
  ];
  const { unchanged, firstTime, afterInstall } = figures;
  const rows = [
    row("nothing to write", unchanged),
    row("nothing generated yet", firstTime),
    row("… and no bytecode kept from an earlier start", afterInstall),
  ];
  return `${markdownTable(head, rows)}

Medians of ${PAIRS} pairs, run in turn; the ratio is the median of each pair's own. Aim: at most 1.8 ×.`;
}
