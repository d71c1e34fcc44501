import { filesIn } from "../../model/snapshot.ts";
import { resourceName } from "../../spec/schema/scalars.ts";
import { NEVER_IN_IMAGES } from "../../model/never.ts";
import { hiddenBy } from "../ignore-pattern.ts";
import { runtimeNamed } from "../image.ts";
import { resolveMount } from "../mounts.ts";
import type { Check } from "./check.ts";

/** What an image names of its context is there. */
export const files: Check = function* ({ spec, snapshot }) {
  for (const [name, image] of Object.entries(spec.images ?? {})) {
    const context = filesIn(snapshot, image.context ?? ".");
    const path = ["images", name];
    if (context.paths.length === 0 && image.context !== undefined) {
      yield {
        path: [...path, "context"],
        message: `no file is in ${image.context}`,
        advice: "write a folder of the project",
      };
      continue;
    }
    for (const key of ["source", "tests", "manifests"] as const) {
      for (const [index, each] of (image[key] ?? []).entries()) {
        const there =
          context.has(each) ||
          context.paths.some((file) => file.startsWith(`${each}/`));
        if (!there)
          yield {
            path: [...path, key, index],
            message: `nothing is at ${each}`,
            advice: "write a file or folder of the context",
          };
        const patterns = [
          ...NEVER_IN_IMAGES,
          ...(runtimeNamed(image)?.ignore ?? []),
          ...(image.ignore ?? []).filter((each) => each.startsWith("!")),
        ];
        const hiding = patterns[hiddenBy(patterns, each, false)];
        if (there && hiding)
          yield {
            path: [...path, key, index],
            message: `${JSON.stringify(hiding)} is kept out of every image, and covers ${each}`,
            advice: `take it out, or write "!${each}" under ignore`,
          };
      }
    }
  }
};

const isVolumeName = (name: string) => resourceName.safeParse(name).success;

/** A path of the host that a service names stays inside the project, or says that it does not by being absolute. */
export const hostPaths: Check = function* ({ spec }) {
  const leaves = (path: string) => /(?:^|\/)\.\.(?:\/|$)/.test(path);
  const advice = "write a path inside the project, or an absolute one";
  for (const [name, service] of Object.entries(spec.services)) {
    for (const mode of [null, "development", "production"] as const) {
      const settings = mode === null ? service : service[mode];
      const at = ["services", name, ...(mode === null ? [] : [mode])];
      for (const [index, volume] of (settings?.volumes ?? []).entries()) {
        const { type, source, target } = resolveMount(volume, "/");
        if (type === "bind" && source !== null && leaves(source))
          yield {
            path: [...at, "volumes", index],
            message: `${source} leaves the project`,
            advice,
          };
        if (type !== "tmpfs" && !source)
          yield {
            path: [...at, "volumes", index],
            message: `what is mounted at ${target} is not named`,
            advice:
              type === "bind"
                ? "write source: ./folder"
                : "write source: and a volume's name",
          };
        if (type === "volume" && source && !isVolumeName(source))
          yield {
            path: [...at, "volumes", index],
            message: `${JSON.stringify(source)} is no volume's name`,
            advice: `write letters, digits, -, _ and ., or ./${source} for a folder`,
          };
      }
      const envFiles =
        settings?.envFile === undefined ? [] : [settings.envFile].flat();
      for (const [index, each] of envFiles.entries()) {
        const path = typeof each === "string" ? each : each.path;
        if (leaves(path))
          yield {
            path: [
              ...at,
              "envFile",
              ...(Array.isArray(settings?.envFile) ? [index] : []),
            ],
            message: `${path} leaves the project`,
            advice,
          };
      }
    }
  }
  for (const [at, secrets] of [
    [[], spec.secrets],
    ...Object.entries(spec.images ?? {}).map(
      ([name, image]) => [["images", name], image.secrets] as const,
    ),
  ] as const) {
    for (const [name, secret] of Object.entries(secrets ?? {})) {
      if ("file" in secret && leaves(secret.file))
        yield {
          path: [...at, "secrets", name, "file"],
          message: `${secret.file} leaves the project`,
          advice,
        };
    }
  }
};
