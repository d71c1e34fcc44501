import {
  buildSectionOf,
  type BuildSection,
  type ComposeFile,
} from "../docker/compose-file.ts";
import type { Image } from "../model/project.ts";
import type { Workbench } from "./workbench.ts";

/** One thing to build for a stack, and the services that run it. */
export interface PlannedBuild {
  readonly section: BuildSection;
  readonly tag: string;
  readonly services: readonly string[];
  readonly image: Image | null;
}

/** What has to be built for some services, each different thing once. */
export function planBuilds(
  { id, project }: Workbench,
  file: ComposeFile,
  names: readonly string[],
  suffix: string,
): PlannedBuild[] {
  const builds = new Map<string, PlannedBuild & { services: string[] }>();
  for (const name of names) {
    const section = buildSectionOf(file, file.services[name]!);
    if (!section) continue;
    const key = JSON.stringify(section);
    const known = builds.get(key);
    if (known) {
      known.services.push(name);
      continue;
    }
    const origin = project.services.find((each) => each.name === name)?.origin;
    const imageName = origin?.kind === "built" ? origin.image : null;
    builds.set(key, {
      section,
      tag: `${id}/${suffix}:${builds.size}`,
      services: [name],
      image: project.images.find((image) => image.name === imageName) ?? null,
    });
  }
  return [...builds.values()];
}
