import { filesIn } from "../../src/model/snapshot.ts";
import type { Toolchain } from "../../src/model/toolchain.ts";
import type { Resolution } from "../../src/runtimes/runtime.ts";
import { node } from "../../src/runtimes/node/index.ts";
import type { NodeToolchain } from "../../src/runtimes/node/toolchain.ts";
import { python } from "../../src/runtimes/python/index.ts";
import type { PythonToolchain } from "../../src/runtimes/python/toolchain.ts";
import type { ImageSpec } from "../../src/spec/schema/project.ts";
import { snapshotOf, type Files } from "./specs.ts";

type Parts = Partial<ImageSpec>;

/** What Python's folder finds out about files. */
export const ofPython = (
  files: Files,
  parts: Parts = {},
  written: readonly string[] = [],
): Resolution<PythonToolchain> =>
  python.resolve(
    { runtime: { python: null }, ...parts },
    filesIn(snapshotOf(files), "."),
    written,
  );

/** What Node's folder finds out about files; a package.json may be given as an object. */
export const ofNode = (
  files: Readonly<Record<string, string | object>>,
  parts: Parts = {},
  written: readonly string[] = [],
): Resolution<NodeToolchain> => {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  return node.resolve(
    { runtime: { node: null }, ...parts },
    filesIn(snapshotOf(Object.fromEntries(texts) as Files), "."),
    written,
  );
};

/** The paths of a toolchain's source, folders with a slash behind. */
export const names = (paths: Toolchain["source"]): string[] =>
  paths.map(({ path, isFolder }) => (isFolder ? `${path}/` : path));

/** Problems and warnings, each on a line. */
export const told = (resolution: Resolution<Toolchain>) => ({
  problems: resolution.problems.map(
    ({ key, message }) => `${key.join(".")}: ${message}`,
  ),
  warnings: resolution.warnings.map(({ message }) => message),
});
