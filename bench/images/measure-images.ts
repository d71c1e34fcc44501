import { join } from "node:path";
import { median } from "../median.ts";
import { inTemporaryFolder } from "../project.ts";
import { build, imageId, removeImage } from "./engine.ts";
import { EXAMPLES } from "./examples.ts";
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

/** The build that is not timed: it fills the caches that the others find, and its image has to work. */
async function firstBuild(variant: Variant): Promise<void> {
  console.error(`building ${variant.tag}`);
  build(variant);
  await probe(variant.tag, variant.example);
}

const bytesAboveBase = async ({ tag, example }: Variant): Promise<number> =>
  bytesBeyond(await layersOf(tag), await layersOf(example.base));

async function newBytes(variant: Variant): Promise<number> {
  const before = await layersOf(variant.tag);
  rebuild(variant, editSource);
  return bytesBeyond(await layersOf(variant.tag, before), before);
}

/** The variants from another one on in each round, and backwards in every other, so that a slow minute meets all. */
function inTurn(variants: readonly Variant[], round: number): Variant[] {
  const first = round % variants.length;
  const turned = [...variants.slice(first), ...variants.slice(0, first)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

function rebuildTimes(
  variants: readonly Variant[],
  edit: (variant: Variant) => void,
): Map<Variant, number> {
  const times = new Map(variants.map((variant) => [variant, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of inTurn(variants, round)) {
      times.get(variant)!.push(rebuild(variant, edit));
    }
  }
  return new Map(
    [...times].map(([variant, taken]) => [variant, median(taken)]),
  );
}

/** Measures the three Dockerfiles of one example, which have been built. */
async function measureExample(
  variants: readonly Variant[],
): Promise<ExampleFigures> {
  const above = new Map<Variant, number>();
  const added = new Map<Variant, number>();
  for (const variant of variants) {
    above.set(variant, await bytesAboveBase(variant));
    added.set(variant, await newBytes(variant));
  }
  const afterSource = rebuildTimes(variants, editSource);
  const afterLockfile = rebuildTimes(variants, editLockfile);
  // What was edited still works: a rebuild that breaks the program would be no figure.
  for (const variant of variants) await probe(variant.tag, variant.example);
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
}

function removeTag(tag: string): void {
  try {
    removeImage(imageId(tag));
  } catch {
    // It was never built: the failure that is under way says why.
  }
}

/**
 * Every example: our Dockerfile against the two references, in turn.
 *
 * @param only The one example to look at.
 */
export const measureImages = (only?: string): Promise<ImagesFigures> =>
  inTemporaryFolder(async (folder) => {
    const examples = EXAMPLES.filter(
      ({ name }) => only === undefined || name === only,
    );
    if (examples.length === 0) throw new Error(`there is no example ${only}`);
    const variants = examples.flatMap((example) =>
      KINDS.map((kind) =>
        prepareVariant(example, kind, join(folder, example.name)),
      ),
    );
    try {
      // All of them first: one that does not build shows itself before anything is measured.
      for (const variant of variants) await firstBuild(variant);
      const figures: Record<string, ExampleFigures> = {};
      for (const example of examples) {
        console.error(`measuring the images of examples/${example.name}`);
        figures[example.name] = await measureExample(
          variants.filter((variant) => variant.example === example),
        );
      }
      return figures;
    } finally {
      for (const { tag } of variants) removeTag(tag);
    }
  });
