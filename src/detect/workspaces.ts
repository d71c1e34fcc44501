import type { Snapshot } from "../model/snapshot.ts";
import { finding, type Finding } from "../runtimes/detection.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import { lineOf } from "../runtimes/scan.ts";
import type { Context } from "./contexts.ts";

/** Where the root of a workspace says so: its file, and the line. */
const ROOTS: readonly (readonly [
  file: string,
  manifest: string,
  sign: RegExp,
])[] = [
  ["pnpm-workspace.yaml", "package.json", /^packages\s*:/],
  ["package.json", "package.json", /"workspaces"\s*:/],
  ["pyproject.toml", "pyproject.toml", /^\s*\[tool\.uv\.workspace\]/],
];

/** A workspace, and the contexts that are members of it. */
export interface Workspace {
  readonly root: Context;
  readonly members: readonly Context[];
  readonly finding: Finding;
}

const at = (folder: string, file: string) =>
  folder === "." ? file : `${folder}/${file}`;

/** The workspaces of a project: a root that says so, and every project of its language below it. */
export function findWorkspaces(
  { contents }: Snapshot,
  contexts: readonly Context[],
): Workspace[] {
  return contexts.flatMap((root): Workspace[] => {
    for (const [file, manifest, sign] of ROOTS) {
      if (!detectorOf(root.runtime).manifests.includes(manifest)) continue;
      const path = at(root.folder, file);
      const line = lineOf(contents[path] ?? null, sign);
      if (line === null) continue;
      const members = contexts.filter(
        ({ folder, runtime }) =>
          runtime === root.runtime &&
          folder !== root.folder &&
          (root.folder === "." || folder.startsWith(`${root.folder}/`)),
      );
      const names = members.map(({ folder }) => folder).join(", ");
      const message = `a workspace with ${members.length} members: ${names}`;
      return [
        {
          root,
          members,
          finding: finding("workspace", "likely", message, {
            file: path,
            line,
          }),
        },
      ];
    }
    return [];
  });
}
