import { join } from "node:path";
import { markdownTable, megabytes, seconds, times } from "./markdown.ts";
import { measurePairs, type Pairs } from "./pairs.ts";
import { generate, inTemporaryFolder } from "./project.ts";
import { writeSyntheticProject } from "./synthetic.ts";

const PAIRS = 5;
const FEW = 100;
const MANY = 1000;

export interface ScaleFigures {
  readonly unchanged: Pairs;
  readonly first: Pairs;
}

/** Ten times the services: what is more than ten times the work grows faster than the project. */
export const measureScale = (): Promise<ScaleFigures> =>
  inTemporaryFolder((folder) => {
    let projects = 0;
    const anew = (services: number) => {
      const project = join(folder, `project-${projects++}`);
      writeSyntheticProject(project, services);
      return { project, cost: generate(project) };
    };
    const few = anew(FEW).project;
    const many = anew(MANY).project;
    return {
      unchanged: measurePairs(
        PAIRS,
        () => generate(many),
        () => generate(few),
      ),
      first: measurePairs(
        PAIRS,
        () => anew(MANY).cost,
        () => anew(FEW).cost,
      ),
    };
  });

export function describeScale({ unchanged, first }: ScaleFigures): string {
  const row = (name: string, pairs: Pairs) => [
    name,
    seconds(pairs.against.milliseconds),
    seconds(pairs.milliseconds),
    times(pairs.ratio),
    megabytes(pairs.against.peakMegabytes),
    megabytes(pairs.peakMegabytes),
  ];
  const head = [
    "`generate` of a synthetic project",
    `${FEW} services in ${FEW / 10} images`,
    `${MANY} in ${MANY / 10}`,
    "ratio",
    `peak, ${FEW}`,
    `peak, ${MANY}`,
  ];
  const rows = [row("unchanged", unchanged), row("first time", first)];
  return `${markdownTable(head, rows)}\n\nMedians of ${unchanged.count} pairs, run in turn. Aim: at most 11 ×.`;
}
