import { median } from "../median.ts";
import { inTemporaryFolder } from "../project.ts";
import { build, imageId, removeImage } from "./engine.ts";
import { EXAMPLES, type Example } from "./examples.ts";
import { bytesBeyond, layersOf } from "./layers.ts";
import { probe } from "./probe.ts";
import {
  editLockfile,
  editSource,
  KINDS,
  prepareVariant,
  rebuild,
  type Kind,
  type Variant,
} from "./variants.ts";

const ROUNDS = 5;

/** What an image weighs and how long it takes to build it again. */
export interface ImageFigures {
  readonly bytesAboveBase: number;
  readonly newBytesAfterSourceEdit: number;
  readonly sourceEditMilliseconds: number;
  readonly lockfileEditMilliseconds: number;
}

export type ExampleFigures = Readonly<Record<Kind, ImageFigures>>;
export type ImagesFigures = Readonly<Record<string, ExampleFigures>>;

/** The first build of each, which is not timed: it fills the caches that the others find. */
async function firstBuild(variant: Variant): Promise<number> {
  build(variant);
  await probe(variant.tag, variant.example);
  return bytesBeyond(
    await layersOf(variant.tag),
    await layersOf(variant.example.base),
  );
}

async function newBytes(variant: Variant): Promise<number> {
  const before = await layersOf(variant.tag);
  rebuild(variant, editSource);
  return bytesBeyond(await layersOf(variant.tag, before), before);
}

/** Rebuilds in turn, each round starting with another one, so that a slow minute meets all. */
function rebuildTimes(
  variants: readonly Variant[],
  edit: (variant: Variant) => void,
): Map<Variant, number> {
  const times = new Map(variants.map((variant) => [variant, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    const first = round % variants.length;
    for (const variant of [
      ...variants.slice(first),
      ...variants.slice(0, first),
    ]) {
      times.get(variant)!.push(rebuild(variant, edit));
    }
  }
  return new Map(
    [...times].map(([variant, taken]) => [variant, median(taken)]),
  );
}

async function measureExample(
  example: Example,
  folder: string,
): Promise<ExampleFigures> {
  const variants = KINDS.map((kind) => prepareVariant(example, kind, folder));
  try {
    const above = new Map<Variant, number>();
    for (const variant of variants)
      above.set(variant, await firstBuild(variant));
    const added = new Map<Variant, number>();
    for (const variant of variants) added.set(variant, await newBytes(variant));
    const afterSource = rebuildTimes(variants, editSource);
    const afterLockfile = rebuildTimes(variants, editLockfile);
    for (const variant of variants) await probe(variant.tag, example);
    const figures = variants.map((variant): [Kind, ImageFigures] => [
      variant.kind,
      {
        bytesAboveBase: above.get(variant)!,
        newBytesAfterSourceEdit: added.get(variant)!,
        sourceEditMilliseconds: afterSource.get(variant)!,
        lockfileEditMilliseconds: afterLockfile.get(variant)!,
      },
    ]);
    return Object.fromEntries(figures) as Record<Kind, ImageFigures>;
  } finally {
    for (const { tag } of variants) removeTag(tag);
  }
}

function removeTag(tag: string): void {
  try {
    removeImage(imageId(tag));
  } catch {
    // It was never built: the failure that is under way says why.
  }
}

/** Every example: our Dockerfile against the two references, in turn. */
export async function measureImages(): Promise<ImagesFigures> {
  const figures: Record<string, ExampleFigures> = {};
  for (const example of EXAMPLES) {
    console.error(`images of examples/${example.name} …`);
    figures[example.name] = await inTemporaryFolder((folder) =>
      measureExample(example, folder),
    );
  }
  return figures;
}
