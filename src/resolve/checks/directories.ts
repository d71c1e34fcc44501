import { inContainer, isWithin } from "../../model/paths.ts";
import { resolveDirectories } from "../image.ts";
import { isShared, isSystem } from "../places.ts";
import type { Check } from "./check.ts";

/** Directories lie where an application may have them, and a subdirectory inside its directory. */
export const directories: Check = function* ({ spec, images }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const workdir =
      images.find((each) => each.name === name)?.workdir ?? "/app";
    const path = ["images", name, "directories"];
    if (!workdir.startsWith("/") || isSystem(workdir) || isShared(workdir)) {
      yield {
        path: ["images", name, "workdir"],
        message: `${workdir} is not an application's`,
        advice: "write an absolute path such as /app",
      };
    }
    const seen = new Set<string>();
    for (const [index, entry] of (image.directories ?? []).entries()) {
      const [own, ...subdirs] = resolveDirectories(
        { ...image, directories: [entry] },
        workdir,
      );
      const written = typeof entry === "string" ? entry : entry.path;
      if (!written.startsWith("/") && !isWithin(own!.path, workdir)) {
        yield {
          path: [...path, index],
          message: `${written} leaves ${workdir}`,
          advice: `write a path inside it, or an absolute one`,
        };
      } else if (isShared(own!.path) || isSystem(own!.path)) {
        yield {
          path: [...path, index],
          message: `${own!.path} belongs to the image's system`,
          advice: `write a directory of your own, such as ${workdir}/cache`,
        };
      } else if (own!.path === workdir || isWithin(workdir, own!.path)) {
        yield {
          path: [...path, index],
          message: `${own!.path} holds the program, which production keeps root's`,
          advice: `write a directory inside it, such as ${workdir}/data`,
        };
      } else if (seen.has(own!.path)) {
        yield {
          path: [...path, index],
          message: `${own!.path} is declared twice`,
          advice: "keep one of the two",
        };
      }
      seen.add(own!.path);
      for (const [at, sub] of subdirs.entries()) {
        if (isWithin(sub.path, own!.path) && sub.path !== own!.path) continue;
        const name_ = typeof entry === "string" ? "" : entry.subdirs?.[at];
        yield {
          path: [...path, index, "subdirs", at],
          message: `${name_} is not inside ${own!.path}`,
          advice: "write a relative path, such as ocr",
        };
      }
      const volume = typeof entry === "string" ? undefined : entry.volume;
      const inside =
        volume === undefined
          ? undefined
          : images
              .find((each) => each.name === name)
              ?.toolchain.source.find((each) =>
                isWithin(inContainer(workdir, each.path), own!.path),
              );
      if (inside)
        yield {
          path: [...path, index, "volume"],
          message: `the volume would hide the source ${inside.path}`,
          advice: "keep what is written apart from the source",
        };
    }
  }
};
