import { statSync } from "node:fs";
import { join } from "node:path";
import { READS } from "../detect/environment-files.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import { list, MOST, readIfFile, MADE_BY_TOOLS } from "./read-snapshot.ts";

/** How deep code lies: a route of a workspace's member, at most. */
const DEPTH = 8;

/** A file that is larger was made, or is data. */
const LARGEST = 256 * 1024;

/** No more than this is read of a project, so that a wizard starts at once in any of them. */
const MOST_READ = 1500;

/** What nobody may read, or leads nowhere, says nothing about a project. */
function readIfSmall(root: string, path: string): Record<string, string> {
  try {
    const { size } = statSync(join(root, path));
    return size <= LARGEST ? readIfFile(root, path) : {};
  } catch {
    return {};
  }
}

/**
 * Lists a project and reads what detection looks at: manifests, as `generate` does, and code,
 * files of variables and Docker's own beside them.
 *
 * @param root The project's folder.
 */
export function readForDetection(root: string): Snapshot {
  const reads = [
    READS,
    ...Object.values(RUNTIMES).flatMap((each) => [
      each.reads,
      detectorOf(each).reads,
    ]),
  ];
  const paths: string[] = [];
  const contents: Record<string, string> = {};
  let count = 0;
  let folders = [""];
  // Folder by folder from the top, so that what is left out of a huge project lies deepest.
  for (let depth = 0; depth <= DEPTH && folders.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of folders) {
      for (const entry of list(join(root, folder)).slice(0, MOST)) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!MADE_BY_TOOLS.has(entry.name)) below.push(path);
          continue;
        }
        paths.push(path);
        if (!reads.some((pattern) => pattern.test(entry.name))) continue;
        if (count >= MOST_READ) continue;
        count += 1;
        Object.assign(contents, readIfSmall(root, path));
      }
    }
    folders = below.slice(0, MOST);
  }
  return { paths: paths.sort(), contents };
}
