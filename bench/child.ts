import { spawnSync } from "node:child_process";

/** What one process took, from its start to its end. */
export interface Cost {
  readonly milliseconds: number;
  /** The most memory that was resident at once; null where nothing can tell. */
  readonly peakMegabytes: number | null;
}

/**
 * Node has no account of one child's memory, and /usr/bin/time is not on every machine, so
 * python3 starts the child and asks `wait4`. It takes the time as well, so that its own start
 * is no part of it. The child's output goes nowhere: a terminal's speed is not ours.
 */
const WAITER = `
import json, os, sys, time
silence = os.open(os.devnull, os.O_RDWR)
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, silence, 1)])
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps({"status": status, "milliseconds": took * 1000, "peakMegabytes": usage.ru_maxrss * unit / 1e6}))
`;

const hasPython =
  spawnSync("python3", ["-c", "import os; os.posix_spawn"]).status === 0;

/** How peaks of memory come about here, for the report. */
export const MEMORY_SOURCE = hasPython
  ? "python3's wait4 (ru_maxrss)"
  : "not measured: there is no python3";

function withPython(args: readonly string[], env: NodeJS.ProcessEnv): Cost {
  const { status, stdout, stderr } = spawnSync(
    "python3",
    ["-c", WAITER, process.execPath, ...args],
    { encoding: "utf8", env },
  );
  if (status !== 0) throw new Error(`python3 could not measure: ${stderr}`);
  const cost = JSON.parse(stdout) as Cost & { status: number };
  if (cost.status !== 0)
    throw new Error(`node ${args.join(" ")} failed:\n${stderr}`);
  return { milliseconds: cost.milliseconds, peakMegabytes: cost.peakMegabytes };
}

function withoutPython(args: readonly string[], env: NodeJS.ProcessEnv): Cost {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env,
  });
  const took = performance.now() - start;
  if (status !== 0)
    throw new Error(`node ${args.join(" ")} failed:\n${stderr}`);
  return { milliseconds: took, peakMegabytes: null };
}

/**
 * Runs Node to its end.
 *
 * @param variables Go into its environment.
 * @throws When it ends with anything but 0: a failure's time means nothing.
 */
export function costOfNode(
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Cost {
  const env = { ...process.env, ...variables };
  return hasPython ? withPython(args, env) : withoutPython(args, env);
}
