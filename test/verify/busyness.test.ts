import { expect, test } from "vitest";
import { busyness } from "../../src/verify/busyness.ts";

test("a machine is busy when more wants to run than it has cores for", () => {
  expect(busyness(3.9, 2)).toBe("");
  expect(busyness(13.1, 2)).toBe(
    "\nthe machine is busy, with a load of 13.1 on 2 cores: look again when it is not",
  );
});
