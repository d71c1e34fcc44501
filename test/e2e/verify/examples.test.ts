import { describe, expect, inject, test } from "vitest";
import type { VerifyResult } from "../../../src/verify/verify.ts";
import { EXAMPLES } from "../examples/index.ts";
import { exampleFolder } from "../support/copies.ts";
import { runVerify } from "../support/verify.ts";

if (inject("engine")) {
  describe.each(EXAMPLES)("verify of %s", (_, { folder, lockfile }) => {
    test("every guarantee holds", async () => {
      const root = exampleFolder(folder, lockfile);
      const { code, stdout } = await runVerify(["--json", "--dir", root]);
      const { verdicts, holds, seconds } = JSON.parse(stdout) as VerifyResult;
      console.log(`verify of ${folder}: ${seconds.toFixed(1)} s`);
      const wrong = verdicts.flatMap(({ findings, unproven }) => [
        ...findings,
        ...unproven,
      ]);
      expect(wrong).toEqual([]);
      // Each of them has looked at something.
      expect(verdicts.map(({ id, state }) => [id, state])).toEqual(
        Array.from({ length: 10 }, (__, at) => [`G${at + 1}`, "held"]),
      );
      expect([holds, code]).toEqual([true, 0]);
    });
  });
}
