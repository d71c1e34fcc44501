import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Cost } from "./child.ts";
import { markdownTable, milliseconds, times } from "./markdown.ts";
import { measurePairs, type Pairs } from "./pairs.ts";
import { copyExample, generate, inTemporaryFolder } from "./project.ts";

const PAIRS = 5;
const CLI = join(import.meta.dirname, "../dist/cli.cjs");

/** How long a command takes that has to end with 0. */
function costOf(
  commands: readonly (readonly [string, ...string[]])[],
  cwd: string,
): Cost {
  const start = performance.now();
  for (const [file, ...args] of commands) {
    const { status, stdout, stderr } = spawnSync(file, args, { cwd });
    if (status === 0) continue;
    const said = `${stdout.toString()}\n${stderr.toString()}`;
    throw new Error(`${file} ${args.join(" ")} ended with ${status}\n${said}`);
  }
  return { milliseconds: performance.now() - start, peakMegabytes: null };
}

/** `verify` of the thoth example against one start and end of its stack, everything built before. */
export const measureVerify = (): Promise<Pairs> =>
  inTemporaryFolder((folder) => {
    const copy = join(folder, "thoth");
    copyExample("thoth", copy);
    generate(copy, join(folder, "cache"));
    const compose = ["docker", "compose", "-p", "bench-verify"] as const;
    const upAndDown = () =>
      costOf(
        [
          [...compose, "up", "--build", "--wait"],
          [...compose, "down", "--volumes"],
        ],
        copy,
      );
    const verify = () => costOf([[process.execPath, CLI, "verify"]], copy);
    try {
      return measurePairs(PAIRS, verify, upAndDown);
    } finally {
      const all = ["down", "--volumes", "--rmi", "local"];
      spawnSync(compose[0], [...compose.slice(1), ...all], { cwd: copy });
    }
  });

export function describeVerify(pairs: Pairs): string {
  const head = [
    "examples/thoth, warm",
    "`docker compose up --build --wait` and `down`",
    "`dockwright verify`",
    "ratio",
  ];
  const row = [
    "every guarantee",
    milliseconds(pairs.against.milliseconds),
    milliseconds(pairs.milliseconds),
    times(pairs.ratio),
  ];
  return `${markdownTable(head, [row])}

Medians of ${pairs.count} pairs, run in turn; the ratio is the median of each pair's own. Aim: at most 3 ×.`;
}
