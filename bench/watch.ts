import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { markdownTable, milliseconds } from "./markdown.ts";
import { median } from "./median.ts";
import { CLI, copyExample, inTemporaryFolder } from "./project.ts";

const SAVES = 40;

/** Long enough for the run of the last save to be over. */
const PAUSE = 150;

export interface WatchFigures {
  /** From before the save until the last file stands on the disk, in milliseconds. */
  readonly inPlace: readonly number[];
  readonly byRename: readonly number[];
}

/** Files in which the port stands, each of which is to be new. */
const FILES = ["compose.yaml", "compose.production.yaml", "DOCKER.md"];

async function timeOf(
  folder: string,
  port: number,
  save: (text: string) => void,
): Promise<number> {
  const spec = readFileSync(join(folder, "dockwright.yaml"), "utf8");
  const text = spec.replace(/ports: \[(?:8000|9\d\d\d)\]/, `ports: [${port}]`);
  if (text === spec) throw new Error("the spec has no such port any more");
  const start = performance.now();
  save(text);
  const isNew = (name: string) =>
    readFileSync(join(folder, name), "utf8").includes(String(port));
  while (!FILES.every(isNew)) {
    if (performance.now() - start > 10_000)
      throw new Error("watch did not write");
    await setTimeout(1);
  }
  return performance.now() - start;
}

/** The thoth example under `dockwright watch`, saved as editors do. */
export const measureWatch = (): Promise<WatchFigures> =>
  inTemporaryFolder(async (folder) => {
    const project = join(folder, "thoth");
    copyExample("thoth", project);
    const child = spawn(process.execPath, [CLI, "watch", project]);
    try {
      await once(child.stdout, "data");
      await setTimeout(1000);
      const spec = join(project, "dockwright.yaml");
      const times = { inPlace: [] as number[], byRename: [] as number[] };
      for (let save = 0; save < SAVES; save++) {
        const [all, way] =
          save % 2 === 0
            ? [times.inPlace, (text: string) => writeFileSync(spec, text)]
            : [
                times.byRename,
                (text: string) => {
                  writeFileSync(`${spec}.new`, text);
                  renameSync(`${spec}.new`, spec);
                },
              ];
        all.push(await timeOf(project, 9001 + save, way));
        await setTimeout(PAUSE);
      }
      return times;
    } finally {
      child.kill("SIGKILL");
    }
  });

/** The value that this share of the figures does not exceed. */
function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

export function describeWatch({ inPlace, byRename }: WatchFigures): string {
  const row = (name: string, figures: readonly number[]) => [
    name,
    String(figures.length),
    milliseconds(median(figures)),
    milliseconds(percentile(figures, 0.95)),
    milliseconds(Math.max(...figures)),
  ];
  const head = [
    "`watch`, save to files on disk",
    "saves",
    "median",
    "p95",
    "most",
  ];
  const rows = [
    row("written in place", inPlace),
    row("by a rename", byRename),
    row("all", [...inPlace, ...byRename]),
  ];
  return `${markdownTable(head, rows)}\n\nexamples/thoth; a save changes three files. Aim: p95 of at most 150 ms.`;
}
