import { inContainer, isWithin } from "../../model/paths.ts";
import type { Directory, Image } from "../../model/project.ts";
import type { Problem } from "../../spec/problem.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { resolveDirectories } from "../image.ts";
import { isShared, isSystem } from "../places.ts";
import type { Check } from "./check.ts";

type Entry = NonNullable<ImageSpec["directories"]>[number];
type Found = Omit<Problem, "path">;

/** What is wrong with the place of a directory, or null. */
function placeProblem(
  written: string,
  { path }: Directory,
  startsIn: string,
  seen: ReadonlySet<string>,
): Found | null {
  if (!written.startsWith("/") && !isWithin(path, startsIn)) {
    const advice = "write a path inside it, or an absolute one";
    return { message: `${written} leaves ${startsIn}`, advice };
  }
  if (isShared(path) || isSystem(path)) {
    const advice = `write a directory of your own, such as ${startsIn}/cache`;
    return { message: `${path} belongs to the image's system`, advice };
  }
  if (isWithin(startsIn, path)) {
    return {
      message: `${path} holds the program, which production keeps root's`,
      advice: `write a directory inside it, such as ${startsIn}/data`,
    };
  }
  if (!seen.has(path)) return null;
  return {
    message: `${path} is declared twice`,
    advice: "keep one of the two",
  };
}

/** A volume keeps what it once had, so that one over source would run the code of its first day. */
function volumeProblem(
  entry: Entry,
  { path }: Directory,
  { workdir, toolchain }: Image,
): Found | null {
  if (typeof entry === "string" || entry.volume === undefined) return null;
  const source = toolchain.source.find((each) =>
    isWithin(inContainer(workdir, each.path), path),
  );
  if (!source) return null;
  return {
    message: `the volume would hide the source ${source.path}`,
    advice: "keep what is written apart from the source",
  };
}

function* entryProblems(
  entry: Entry,
  image: Image,
  resolved: readonly Directory[],
  seen: ReadonlySet<string>,
): Generator<Problem> {
  const [own] = resolved;
  const { path, subdirs = [] } =
    typeof entry === "string" ? { path: entry } : entry;
  const place = placeProblem(path, own!, image.startsIn, seen);
  if (place) yield { path: [], ...place };
  for (const [index, name] of subdirs.entries()) {
    const sub = inContainer(own!.path, name);
    if (isWithin(sub, own!.path) && sub !== own!.path) continue;
    yield {
      path: ["subdirs", index],
      message: `${name} is not inside ${own!.path}`,
      advice: "write a relative path, such as ocr",
    };
  }
  const volume = volumeProblem(entry, own!, image);
  if (volume) yield { path: ["volume"], ...volume };
}

/** Directories lie where an application may have them, and a subdirectory inside its directory. */
export const directories: Check = function* ({ spec, images }) {
  for (const image of images) {
    const { workdir, startsIn } = image;
    const path = ["images", image.name];
    const written = spec.images![image.name]!;
    if (isSystem(workdir) || isShared(workdir)) {
      yield {
        path: [...path, "workdir"],
        message: `${workdir} is not an application's`,
        advice: "write an absolute path such as /app",
      };
    }
    const seen = new Set<string>();
    for (const [index, entry] of (written.directories ?? []).entries()) {
      const alone = { ...written, directories: [entry] };
      const resolved = resolveDirectories(alone, startsIn);
      for (const found of entryProblems(entry, image, resolved, seen)) {
        const at = [...path, "directories", index, ...found.path];
        yield { ...found, path: at };
      }
      seen.add(resolved[0]!.path);
    }
  }
};
