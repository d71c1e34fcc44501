import { bytes, markdownTable, seconds, times } from "../markdown.ts";
import { compare } from "./compare.ts";
import type { ImageFigures, ImagesFigures } from "./measure-images.ts";
import { KINDS } from "./variants.ts";

const NOTE = `Production images. Sizes are of stand-in base images, made for a machine without a registry, so only ratios count.
Bytes are the content of the layers that the base, or the image before the edit, has not. Times are medians of 5,
the three Dockerfiles in turn, with warm caches; a lockfile edit changes no version. Ours in parts of the other: below 1 is better.`;

const COLUMNS: readonly [
  keyof ImageFigures,
  string,
  (figure: number) => string,
][] = [
  ["bytesAboveBase", "above the base", bytes],
  ["newBytesAfterSourceEdit", "new after a source edit", bytes],
  ["sourceEditMilliseconds", "rebuild, source edit", seconds],
  ["lockfileEditMilliseconds", "rebuild, lockfile edit", seconds],
];

/** One table an example: the three Dockerfiles, and ours in parts of each reference. */
export function describeImages(figures: ImagesFigures): string {
  const head = (name: string) => [
    `examples/${name}`,
    ...COLUMNS.map(([, title]) => title),
  ];
  const tables = Object.entries(figures).map(([name, example]) => {
    const compared = compare(example);
    return markdownTable(head(name), [
      ...KINDS.map((kind) => [
        kind,
        ...COLUMNS.map(([measure, , write]) => write(example[kind][measure])),
      ]),
      [
        "ours / prototype",
        ...COLUMNS.map(([measure]) => times(compared.prototype[measure])),
      ],
      [
        "ours / naive",
        ...COLUMNS.map(([measure]) => times(compared.naive[measure])),
      ],
    ]);
  });
  return [NOTE, ...tables].join("\n\n");
}
