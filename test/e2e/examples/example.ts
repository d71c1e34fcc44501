import type { Edit, Endpoint, Scene } from "../support/scene.ts";

/**
 * What one folder of examples/ does, seen by somebody who uses it. That it is built and run
 * as it should be, `verify` proves without knowing any of this.
 */
export interface Example {
  readonly folder: string;
  readonly lockfile: string;
  /** Every address that answers, those that send a stream without an end, too. */
  readonly endpoints: readonly Endpoint[];
  /** Files that hold a password. */
  readonly secrets: readonly string[];
  /** `uid:gid` of the user. */
  readonly owner: string;
  /** Lets the services write: through their own work, not by a probe. */
  use(scene: Scene): Promise<void>;
  /** Shell patterns of the files that `use` leaves, with a service that sees them. */
  readonly written: { readonly service: string; readonly files: string[] };
  /** Whether what `use` stored is still there. */
  isKept(scene: Scene): Promise<boolean>;
  readonly edit: Edit;
}
