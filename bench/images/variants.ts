import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { copyExample, generate } from "../project.ts";
import { build, imageId, removeImage, type Build } from "./engine.ts";
import type { Example } from "./examples.ts";

/** The three Dockerfiles that are held against each other. */
export const KINDS = ["ours", "prototype", "naive"] as const;
export type Kind = (typeof KINDS)[number];

const REFERENCE = join(import.meta.dirname, "../reference");

/** One Dockerfile, with a copy of the example that only it builds: an edit is never another one's cache hit. */
export interface Variant extends Build {
  readonly kind: Kind;
  readonly example: Example;
}

export function prepareVariant(
  example: Example,
  kind: Kind,
  folder: string,
): Variant {
  const context = join(folder, kind);
  copyExample(example.name, context);
  generate(context);
  return {
    kind,
    example,
    context,
    dockerfile:
      kind === "ours"
        ? join(context, "Dockerfile")
        : join(REFERENCE, example.name, `${kind}.Dockerfile`),
    tag: `dockwright-bench:${example.name}-${kind}`,
  };
}

let edits = 0;

/** A name that no edit had, in this run or in an earlier one: BuildKit remembers both. */
const stamp = () => `edit_${process.pid}_${Date.now()}_${edits++}`;

/** Adds a line of code. */
export const editSource = ({ context, example }: Variant): void =>
  appendFileSync(join(context, example.source), example.sourceLine(stamp()));

/** Changes the lockfile, and nothing of what it says. */
export const editLockfile = ({ context, example }: Variant): void =>
  appendFileSync(join(context, example.lockfile), example.lockfileEnd(stamp()));

/**
 * Builds again after an edit.
 *
 * @returns The milliseconds of the build.
 */
export function rebuild(
  variant: Variant,
  edit: (variant: Variant) => void,
): number {
  const before = imageId(variant.tag);
  edit(variant);
  // What the build before this one left to be written is not this one's to wait for.
  spawnSync("sync");
  const took = build(variant);
  if (imageId(variant.tag) !== before) removeImage(before);
  return took;
}
