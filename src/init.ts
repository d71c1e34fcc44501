import { mkdirSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { commentsOf } from "./detect/comments.ts";
import { detect } from "./detect/detect.ts";
import type { Detection } from "./detect/detection.ts";
import { toSpec } from "./detect/to-spec.ts";
import type { NewSpec } from "./generate.ts";
import { integrationsOf } from "./integrations/index.ts";
import type { Integration } from "./integrations/integration.ts";
import { findSchema } from "./io/find-schema.ts";
import { findSpecIfAny } from "./io/find-spec.ts";
import { readForDetection } from "./io/read-for-detection.ts";
import { readTools } from "./io/read-tools.ts";
import { writeFiles } from "./io/write-files.ts";
import type { Spec } from "./spec/schema/project.ts";
import { writeYaml, type SpecComment } from "./spec/write-yaml.ts";

/** The form that a new spec has: the one that takes comments. */
const NEW_SPEC = "dockwright.yaml";

/** What `init` starts from. */
export interface Surroundings {
  /** The spec that is there already, or null. */
  readonly specFile: string | null;
  readonly detection: Detection;
  /** What the detection comes to; null where nothing can be built. */
  readonly spec: Spec | null;
  /** Where editors find the spec's schema; null where they cannot. */
  readonly schema: string | null;
}

/**
 * What a folder holds: its spec, and what it says about itself. A folder that has a spec is not
 * looked at any further.
 *
 * @throws UsageError when it is no folder, or has two specs.
 */
export function lookAround(root: string): Surroundings {
  const specFile = findSpecIfAny(root);
  if (specFile !== null) {
    const name = basename(root);
    const detection = { name, images: [], backing: [], findings: [] };
    return { specFile, detection, spec: null, schema: null };
  }
  const detection = detect(
    readForDetection(root),
    basename(realpathSync(root)),
  );
  const schema = findSchema(root);
  return { specFile, detection, spec: toSpec(detection), schema };
}

/**
 * The places that dockwright can be called from in a project: its commands, Git's hook, CI.
 *
 * @param specFile The spec; null where it is still to be written.
 */
export const findIntegrations = (
  root: string,
  specFile: string | null,
): Integration[] => integrationsOf(readTools(root, specFile ?? NEW_SPEC));

/** Writes the file that an integration has, if any. */
export function writeIntegration({ file }: Integration): void {
  if (file === null) return;
  mkdirSync(file.folder, { recursive: true });
  writeFiles(file.folder, [file]);
}

const partAt = (spec: Spec | null, path: SpecComment["path"]): string =>
  JSON.stringify(
    path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      spec,
    ) ?? null,
  );

/** A spec as the file that is to be written, with what was guessed beside the parts that still are as detected. */
export function newSpec(
  spec: Spec,
  { detection, schema }: Pick<Surroundings, "detection" | "schema">,
): NewSpec {
  const detected = toSpec(detection);
  const comments = commentsOf(detection, spec).filter(
    ({ path }) => partAt(spec, path) === partAt(detected, path),
  );
  const text = writeYaml(spec, comments, schema);
  return { file: NEW_SPEC, text, before: null };
}
