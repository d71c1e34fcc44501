import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { costOfNode, type Cost } from "./child.ts";

const ROOT = join(import.meta.dirname, "..");

/** What package.json's `bin` names: the very file that a user starts. */
export const CLI = join(
  ROOT,
  (
    JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      bin: { dockwright: string };
    }
  ).bin.dockwright,
);

/** What lies in an example's folder without being part of it: installed, built or made with a password. */
const NOT_COPIED = new Set([
  "node_modules",
  ".venv",
  "dist",
  "secrets",
  "__pycache__",
]);

/** A folder for one measurement, gone when it is over. */
export async function inTemporaryFolder<Result>(
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "dockwright-bench-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies an example.
 *
 * @throws For one that uses uv and has no uv.lock, which Git does not hold: without it nothing
 *   would be measured as its users have it.
 */
export function copyExample(name: string, target: string): void {
  const source = join(ROOT, "examples", name);
  if (name === "thoth" && !existsSync(join(source, "uv.lock"))) {
    throw new Error(
      `examples/${name} has no uv.lock; run \`npm run examples:lock\``,
    );
  }
  cpSync(source, target, {
    recursive: true,
    filter: (path) => !NOT_COPIED.has(basename(path)),
  });
}

/**
 * `dockwright generate` on a folder, as a process of its own.
 *
 * @param cache Where V8's bytecode is kept from one start to the next; the person's own otherwise.
 */
export function generate(folder: string, cache?: string): Cost {
  if (!existsSync(CLI))
    throw new Error(`there is no ${CLI}; run \`npm run build\``);
  return costOfNode(
    [CLI, "generate", folder],
    cache === undefined
      ? {}
      : { XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: cache },
  );
}
