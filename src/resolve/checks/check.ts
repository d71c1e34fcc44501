import type { Snapshot } from "../../model/snapshot.ts";
import type { Problem } from "../../spec/problem.ts";
import type {
  ServiceSpec,
  SettingsSpec,
  Spec,
} from "../../spec/schema/project.ts";
import type { Image, Service } from "../../model/project.ts";

/** What a check is held against: a spec that fits the schema, the project's files, its images and services. */
export interface Checked {
  readonly spec: Spec;
  readonly snapshot: Snapshot;
  readonly images: readonly Image[];
  /** As they would be made; of one that has a problem, whatever comes of it. */
  readonly services: readonly Service[];
}

/** One thing that a schema cannot say. */
export type Check = (checked: Checked) => Iterable<Problem>;

/** A place where a service's settings are written. */
export interface WrittenSettings {
  readonly name: string;
  readonly service: ServiceSpec;
  readonly settings: SettingsSpec;
  readonly path: readonly PropertyKey[];
}

/** For each service its common settings, then those of each mode. */
export function* writtenSettings(spec: Spec): Generator<WrittenSettings> {
  for (const [name, service] of Object.entries(spec.services)) {
    const path = ["services", name];
    yield { name, service, settings: service, path };
    for (const mode of ["development", "production"] as const) {
      const settings = service[mode];
      if (settings) yield { name, service, settings, path: [...path, mode] };
    }
  }
}
