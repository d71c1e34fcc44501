import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import type { Stack } from "../support/stack.ts";

/** What was stored outlives its containers, so that the named volumes are mounted where it lies. */
export function provesKept({ isKept }: Example, stack: () => Stack): void {
  test("what was stored is there for new containers", async () => {
    await stack().compose("rm", "--stop", "--force", "--volumes");
    await stack().up();
    expect(await isKept(stack())).toBe(true);
  });
}
