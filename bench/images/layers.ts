import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inTemporaryFolder } from "../project.ts";

/** A layer's content by its digest: what its files hold, without the archive around them. */
export type Layers = ReadonlyMap<string, number>;

function shell(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-euc", script, "sh", ...args],
    {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  if (status === 0) return stdout;
  throw new Error(`${script} failed: ${stderr}`);
}

/** The third column of `tar --verbose --list` is a file's size; a hard link has none of its own. */
const contentOf = (archive: string): number =>
  shell('tar --list --verbose --numeric-owner --file "$1"', archive)
    .split("\n")
    .filter((line) => line.startsWith("-"))
    .reduce((sum, line) => sum + Number(line.split(/\s+/)[2]), 0);

/**
 * Reads an image's layers. `docker history` has their sizes but not their digests, and an
 * image's size alone cannot tell what is new in it; an image that is saved has both.
 */
export const layersOf = (
  image: string,
  known: Layers = new Map(),
): Promise<Layers> =>
  inTemporaryFolder((folder) => {
    shell(
      'docker image save "$1" | tar --extract --directory "$2"',
      image,
      folder,
    );
    const [manifest] = JSON.parse(
      readFileSync(join(folder, "manifest.json"), "utf8"),
    ) as {
      Layers: string[];
    }[];
    return new Map(
      manifest?.Layers.map((path) => [
        path,
        known.get(path) ?? contentOf(join(folder, path)),
      ]),
    );
  });

/** The bytes of the layers that an image has and another has not. */
export const bytesBeyond = (layers: Layers, others: Layers): number =>
  [...layers]
    .filter(([digest]) => !others.has(digest))
    .reduce((sum, [, size]) => sum + size, 0);
