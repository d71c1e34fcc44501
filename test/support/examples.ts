import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compile, type Compiled } from "../../src/compile.ts";
import { loadSpec } from "../../src/io/load-spec.ts";
import { contextsOf, readSnapshot } from "../../src/io/read-snapshot.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";

export const EXAMPLES = join(import.meta.dirname, "../../examples");

export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES).filter((name) =>
    statSync(join(EXAMPLES, name)).isDirectory(),
  );

/** uv's lockfile is made by `npm run examples:lock` and in no clone; what is generated is as if it were there. */
function withLockfile({ paths, contents }: Snapshot): Snapshot {
  const manifest = contents["pyproject.toml"] ?? "";
  const lock = manifest.includes("[tool.uv]") ? ["uv.lock"] : [];
  return { paths: [...new Set([...paths, ...lock])].sort(), contents };
}

/** An example as it is generated, before it is sealed. */
export async function compiledExample(name: string): Promise<Compiled> {
  const root = join(EXAMPLES, name);
  const source = await loadSpec(root);
  const snapshot = readSnapshot(root, contextsOf(source.data));
  return compile(source, withLockfile(snapshot));
}

export const exampleFile = (name: string, path: string): string =>
  readFileSync(join(EXAMPLES, name, path), "utf8");
