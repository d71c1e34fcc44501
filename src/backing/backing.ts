import type { Raw } from "../model/project.ts";

/** What a backing service is given: its version, and the environment that its spec writes. */
export interface BackingInput {
  readonly service: string;
  readonly project: string;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | null>>;
}

/** One backing service, as plain data for Compose. */
export interface BackingPlan {
  readonly image: string;
  /** Who it runs as: not root, so that it needs no capability. */
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Its data: what the volume is mounted at. */
  readonly data: string;
  /** Further places that it writes while it runs; they are memory. */
  readonly tmpfs: readonly string[];
  readonly health: readonly string[];
  /** A password that it reads from a file, or null. */
  readonly secret: string | null;
  /** What services that depend on it find in their environment. */
  readonly client: Readonly<Record<string, string>>;
  readonly memory: string;
  readonly compose: Raw;
}

/** A kind of backing service. */
export interface Backing {
  readonly name: string;
  readonly defaultVersion: string;
  plan(input: BackingInput): BackingPlan;
}
