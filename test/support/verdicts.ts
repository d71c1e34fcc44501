import type { GuaranteeId } from "../../src/verify/guarantee.ts";
import type { Verdict } from "../../src/verify/ledger.ts";
import type { VerifyResult } from "../../src/verify/verify.ts";

/** A verdict that is plain but for what is given. */
export const verdictOf = (
  id: GuaranteeId,
  parts: Partial<Verdict> & Pick<Verdict, "state">,
): Verdict => ({
  id,
  title: `title of ${id}`,
  proves: "",
  checked: [],
  findings: [],
  unproven: [],
  notes: [],
  seconds: 1.5,
  ...parts,
});

export const resultOf = (verdicts: readonly Verdict[]): VerifyResult => ({
  project: "shop",
  verdicts,
  holds: verdicts.every(({ state }) => ["held", "nothing"].includes(state)),
  seconds: 12.34,
  kept: null,
});
