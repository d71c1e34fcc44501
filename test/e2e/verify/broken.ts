import type { GuaranteeId } from "../../../src/verify/guarantee.ts";

/** A project that somebody broke, and what `verify` says of it. */
export interface Broken {
  readonly name: string;
  /** The example that is broken, or our own package. */
  readonly project?: "fastapi-pip" | "express-npm";
  /** Breaks the spec, before it is generated. */
  readonly spec?: (root: string) => void;
  /** Breaks what was generated. */
  readonly edit?: (root: string) => void;
  /** The probe that catches it, and what it says. */
  readonly caught: GuaranteeId;
  readonly message: RegExp;
  /** The file and the line's text that it says to change. */
  readonly cause: readonly [file: string, text: string];
}
