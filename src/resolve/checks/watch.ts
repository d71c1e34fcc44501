import { filesIn } from "../../model/snapshot.ts";
import type { Problem } from "../../spec/problem.ts";
import { NEVER_IN_IMAGES } from "../../model/never.ts";
import { runtimeOf } from "../../runtimes/index.ts";
import { hiddenBy } from "../ignore-pattern.ts";
import { inContainer, isWithin } from "../../model/paths.ts";
import { resolveMount } from "../mounts.ts";
import type { Check, Checked } from "./check.ts";
import type { Image } from "../../model/project.ts";

const SYNCS = new Set(["sync", "sync+restart", "sync+exec"]);

/** Where services that run an image's development stage mount something of the host's. */
function boundTargets({ spec }: Checked, image: Image): string[] {
  return Object.values(spec.services)
    .filter((service) => service.image === image.name)
    .flatMap((service) => [
      ...(service.volumes ?? []),
      ...(service.development?.volumes ?? []),
    ])
    .map((volume) => resolveMount(volume, image.workdir))
    .filter(({ type }) => type === "bind")
    .map(({ target }) => target);
}

function* ruleProblems(
  checked: Checked,
  image: Image,
  index: number,
): Generator<Problem> {
  const rule = image.watch[index]!;
  const path = ["images", image.name, "watch", index];
  const files = filesIn(checked.snapshot, image.context);
  const syncs = SYNCS.has(rule.action);
  const never = (key: string, message: string, advice: string) => ({
    path: [...path, key],
    message: `this rule never fires: ${message}`,
    advice,
  });
  if (
    rule.path !== "." &&
    !files.has(rule.path) &&
    !files.paths.some((each) => each.startsWith(`${rule.path}/`))
  ) {
    yield never(
      "path",
      `nothing is at ${rule.path}`,
      "write a file or folder of the context",
    );
  }
  const kept = [...NEVER_IN_IMAGES, ...runtimeOf(image.toolchain).ignore];
  const patterns = [...kept, ...image.ignore];
  const ignoring = patterns[hiddenBy(patterns, rule.path, false)];
  if (ignoring)
    yield never(
      "path",
      kept.includes(ignoring)
        ? `${JSON.stringify(ignoring)} is kept out of every image`
        : `${JSON.stringify(ignoring)} under ignore covers it`,
      "take one of the two out",
    );
  if (syncs && rule.target === null) {
    yield {
      path,
      message: `${rule.action} needs a target`,
      advice: `write target: ${inContainer(image.workdir, rule.path)}`,
    };
  }
  if (!syncs && rule.target !== null) {
    yield {
      path: [...path, "target"],
      message: `${rule.action} copies nothing, so it has no target`,
      advice: "take it out, or write action: sync",
    };
  }
  if ((rule.action === "sync+exec") !== (rule.exec !== null)) {
    yield {
      path,
      message: rule.exec
        ? `${rule.action} runs nothing`
        : "sync+exec needs a command",
      advice: "write action: sync+exec with exec: { command: [...] }",
    };
  }
  const stages = Object.values(checked.spec.services)
    .filter((service) => service.image === image.name)
    .map(({ target }) => target ?? "development");
  if (syncs && stages.length > 0 && !stages.includes("development")) {
    yield never(
      "action",
      "every service of the image runs production, whose code is not what is synced",
      "write action: rebuild, or a service with target: development",
    );
  }
  const bound =
    rule.target === null
      ? undefined
      : boundTargets(checked, image).find((target) =>
          isWithin(rule.target!, target),
        );
  if (bound)
    yield never(
      "target",
      `a bind mount covers ${bound}, and Compose skips what lies under one`,
      "take the mount or the rule out",
    );
}

/** No watch rule is there in vain. */
export const watch: Check = function* (checked) {
  for (const image of checked.images) {
    for (const index of image.watch.keys())
      yield* ruleProblems(checked, image, index);
  }
};

const fileOf = (path: string) => ({ path, isFolder: false });

/** The ignore patterns keep nothing out that a build needs. */
export const ignore: Check = function* ({ images }) {
  for (const image of images) {
    const { manifests, source } = image.toolchain;
    const needed = [...manifests.map(fileOf), ...source];
    for (const { path, isFolder } of needed) {
      const index = hiddenBy(image.ignore, path, isFolder);
      if (index < 0) continue;
      yield {
        path: ["images", image.name, "ignore", index],
        message: `${JSON.stringify(image.ignore[index])} covers ${path}, which the build copies`,
        advice: "write a narrower pattern",
      };
    }
  }
};
