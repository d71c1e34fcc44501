import { chmodSync, mkdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Workbench } from "./workbench.ts";

/** An empty folder in place of one of the user's; a file or a socket stays. */
export function standIn(bench: Workbench, source: string): string {
  const isFolder =
    statSync(source, { throwIfNoEntry: false })?.isDirectory() ?? true;
  if (!isFolder) return source;
  const path = bench.path("mounts", `${basename(source)}-${Date.now()}`);
  mkdirSync(path, { recursive: true });
  // Whoever it is in the container; what mkdir is told would lose the umask's bits.
  chmodSync(path, 0o777);
  return path;
}
