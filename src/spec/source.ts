import type { Position } from "./problem.ts";

/** A spec as it was read: the plain data, and where each part of it stands. */
export interface SpecSource {
  readonly file: string;
  readonly data: unknown;
  /** What the file's own syntax has to say; when there is any, `data` is not to be used. */
  readonly syntaxErrors: readonly (Position & { message: string })[];
  /** The position of what a path names, or of the nearest thing around it. */
  locate(path: readonly PropertyKey[], atKey?: boolean): Position;
}
