/** The public API: what the command line does, as functions. */
export { compile, type Compiled } from "./compile.ts";
export { defineProject } from "./define-project.ts";
export { detect } from "./detect/detect.ts";
export type {
  Connection,
  DetectedBacking,
  DetectedImage,
  Detection,
} from "./detect/detection.ts";
export { toSpec } from "./detect/to-spec.ts";
export type { Change, ChangeKind } from "./diff/compare.ts";
export {
  generate,
  type GenerateOptions,
  type GenerateResult,
} from "./generate.ts";
export { UsageError } from "./io/find-spec.ts";
export { readForDetection } from "./io/read-for-detection.ts";
export { WriteError } from "./io/write-files.ts";
export type { RenderedFile } from "./render/render.ts";
export type { Project } from "./model/project.ts";
export type { Snapshot } from "./model/snapshot.ts";
export type {
  Certainty,
  DetectedDirectory,
  DetectedService,
  Finding,
  FindingKind,
} from "./runtimes/detection.ts";
export {
  SpecError,
  type LocatedProblem,
  type Position,
  type Problem,
} from "./spec/problem.ts";
export { readYaml } from "./spec/read-yaml.ts";
export type { Spec } from "./spec/schema/project.ts";
export type { SpecSource } from "./spec/source.ts";
