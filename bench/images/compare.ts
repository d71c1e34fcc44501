import type { ExampleFigures, ImageFigures } from "./measure-images.ts";
import type { Kind } from "./variants.ts";

/** Ours in parts of another's: below 1 is better. */
export type Ratios = Readonly<Record<keyof ImageFigures, number>>;

function ratios(ours: ImageFigures, other: ImageFigures): Ratios {
  const measures = Object.keys(ours) as (keyof ImageFigures)[];
  return Object.fromEntries(
    measures.map((measure) => [measure, ours[measure] / other[measure]]),
  ) as Ratios;
}

/** Holds our Dockerfile of an example against both references. */
export const compare = ({
  ours,
  prototype,
  naive,
}: ExampleFigures): Readonly<Record<Exclude<Kind, "ours">, Ratios>> => ({
  prototype: ratios(ours, prototype),
  naive: ratios(ours, naive),
});
