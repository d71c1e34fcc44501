import type { Cost } from "./child.ts";
import { median } from "./median.ts";

/** One thing against another, run in turn so that a slow minute of the machine meets both. */
export interface Pairs {
  readonly count: number;
  readonly milliseconds: number;
  readonly peakMegabytes: number | null;
  readonly against: {
    readonly milliseconds: number;
    readonly peakMegabytes: number | null;
  };
  /** The median of each pair's own ratio. */
  readonly ratio: number;
}

const peak = (costs: readonly Cost[]): number | null => {
  const peaks = costs.flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
  return peaks.length === costs.length ? median(peaks) : null;
};

const time = (costs: readonly Cost[]): number =>
  median(costs.map(({ milliseconds }) => milliseconds));

/**
 * Measures pairs, after one of each that does not count: files come into the page cache by it.
 *
 * @param count How many pairs.
 */
export function measurePairs(
  count: number,
  one: () => Cost,
  against: () => Cost,
): Pairs {
  against();
  one();
  const pairs = Array.from(
    { length: count },
    () => [against(), one()] as const,
  );
  const floors = pairs.map(([floor]) => floor);
  const costs = pairs.map(([, cost]) => cost);
  return {
    count,
    milliseconds: time(costs),
    peakMegabytes: peak(costs),
    against: { milliseconds: time(floors), peakMegabytes: peak(floors) },
    ratio: median(
      pairs.map(([floor, cost]) => cost.milliseconds / floor.milliseconds),
    ),
  };
}
