import { NEVER_IN_IMAGES } from "../../model/never.ts";
import { filesIn, type ContextFiles } from "../../model/snapshot.ts";
import type { Problem } from "../../spec/problem.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { hiddenBy } from "../../model/ignore-pattern.ts";
import { runtimeNamed } from "../image.ts";
import type { Check } from "./check.ts";

/** What is wrong with a file or folder that an image names, or null. */
function pathProblem(
  path: string,
  image: ImageSpec,
  context: ContextFiles,
  mayBeFolder: boolean,
): Omit<Problem, "path"> | null {
  const isFolder = context.paths.some((file) => file.startsWith(`${path}/`));
  if (!context.has(path) && !isFolder) {
    const advice = "write a file or folder of the context";
    return { message: `nothing is at ${path}`, advice };
  }
  if (isFolder && !mayBeFolder) {
    const advice = "name each file of it";
    return { message: `${path} is a folder`, advice };
  }
  const patterns = [
    ...NEVER_IN_IMAGES,
    ...(runtimeNamed(image)?.ignore ?? []),
    ...(image.ignore ?? []).filter((pattern) => pattern.startsWith("!")),
  ];
  const hiding = patterns[hiddenBy(patterns, path, false)];
  if (!hiding) return null;
  return {
    message: `${JSON.stringify(hiding)} is kept out of every image, and covers ${path}`,
    advice: `take it out, or write "!${path}" under ignore`,
  };
}

/** What an image names of its context is there. */
export const files: Check = function* ({ spec, snapshot }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const context = filesIn(snapshot, image.context ?? ".");
    const at = ["images", name];
    if (context.paths.length === 0 && image.context !== undefined) {
      const advice = "write a folder of the project";
      const message = `no file is in ${image.context}`;
      yield { path: [...at, "context"], message, advice };
      continue;
    }
    for (const key of ["source", "include", "tests", "manifests"] as const) {
      for (const [index, path] of (image[key] ?? []).entries()) {
        const mayBeFolder = key !== "manifests";
        const found = pathProblem(path, image, context, mayBeFolder);
        if (found) yield { path: [...at, key, index], ...found };
      }
    }
  }
};
