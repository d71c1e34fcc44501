import type { Snapshot } from "../../model/snapshot.ts";
import type { Problem } from "../../spec/problem.ts";
import type { Spec } from "../../spec/schema/project.ts";
import type { Image } from "../../model/project.ts";

/** What a check is held against: a spec that fits the schema, the project's files, its images. */
export interface Checked {
  readonly spec: Spec;
  readonly snapshot: Snapshot;
  readonly images: readonly Image[];
}

/** One thing that a schema cannot say. */
export type Check = (checked: Checked) => Iterable<Problem>;
