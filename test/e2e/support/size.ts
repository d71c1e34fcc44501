import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** How much there is in files and in all that folders hold. */
export function sizeOf(paths: readonly string[]): Size {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: "utf8" })
          .map((name) => statSync(join(path, name)))
          .filter((status) => status.isFile())
      : [statSync(path)],
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { files: files.length, bytes };
}
