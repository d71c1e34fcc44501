import { filesIn } from "../../model/snapshot.ts";
import type { Problem } from "../../spec/problem.ts";
import { NEVER_IN_IMAGES } from "../../model/never.ts";
import { runtimeOf } from "../../runtimes/index.ts";
import { hiddenBy } from "../../model/ignore-pattern.ts";
import { inContainer, isWithin } from "../../model/paths.ts";
import { resolveMount } from "../mounts.ts";
import type { Check, Checked } from "./check.ts";
import type { Image, WatchRule } from "../../model/project.ts";

const SYNCS = new Set(["sync", "sync+restart", "sync+exec"]);

/** Where services that run an image's development stage mount something of the host's. */
function boundTargets({ spec }: Checked, image: Image): string[] {
  return Object.values(spec.services)
    .filter((service) => service.image === image.name)
    .flatMap((service) => [
      ...(service.volumes ?? []),
      ...(service.development?.volumes ?? []),
    ])
    .map((volume) => resolveMount(volume, image.startsIn))
    .filter(({ type }) => type === "bind")
    .map(({ target }) => target);
}

type Found = Omit<Problem, "path"> & { readonly key: string | null };

const never = (key: string, reason: string, advice: string): Found => ({
  key,
  message: `this rule never fires: ${reason}`,
  advice,
});

/** What a rule watches is there, and is not kept out. */
function* pathProblems(
  { snapshot }: Checked,
  { path }: WatchRule,
  image: Image,
): Generator<Found> {
  const files = filesIn(snapshot, image.context);
  const isFolder = files.paths.some((each) => each.startsWith(`${path}/`));
  if (path !== "." && !files.has(path) && !isFolder) {
    const advice = "write a file or folder of the context";
    yield never("path", `nothing is at ${path}`, advice);
  }
  const kept = [...NEVER_IN_IMAGES, ...runtimeOf(image.toolchain).ignore];
  const patterns = [...kept, ...image.ignore];
  const ignoring = patterns[hiddenBy(patterns, path, false)];
  if (!ignoring) return;
  const pattern = JSON.stringify(ignoring);
  const reason = kept.includes(ignoring)
    ? `${pattern} is kept out of every image`
    : `${pattern} under ignore covers it`;
  yield never("path", reason, "take one of the two out");
}

/** A rule has what its action needs, and no more. */
function* shapeProblems(
  { action, path, target, exec }: WatchRule,
  workdir: string,
): Generator<Found> {
  const syncs = SYNCS.has(action);
  if (syncs && target === null) {
    const advice = `write target: ${inContainer(workdir, path)}`;
    yield { key: null, message: `${action} needs a target`, advice };
  }
  if (!syncs && target !== null) {
    const message = `${action} copies nothing, so it has no target`;
    const advice = "take it out, or write action: sync";
    yield { key: "target", message, advice };
  }
  if ((action === "sync+exec") !== (exec !== null)) {
    const message = exec
      ? `${action} runs nothing`
      : "sync+exec needs a command";
    const advice = "write action: sync+exec with exec: { command: [...] }";
    yield { key: null, message, advice };
  }
}

/** Where a rule copies to is in a stage that runs, and under no bind mount. */
function* targetProblems(
  checked: Checked,
  { action, target }: WatchRule,
  image: Image,
): Generator<Found> {
  const stages = Object.values(checked.spec.services)
    .filter((service) => service.image === image.name)
    .map((service) => service.target ?? "development");
  const isShipped = stages.length > 0 && !stages.includes("development");
  if (SYNCS.has(action) && isShipped) {
    yield never(
      "action",
      "every service of the image runs production, whose code is not what is synced",
      "write action: rebuild, or a service with target: development",
    );
  }
  if (target === null) return;
  const bound = boundTargets(checked, image).find((each) =>
    isWithin(target, each),
  );
  if (!bound) return;
  yield never(
    "target",
    `a bind mount covers ${bound}, and Compose skips what lies under one`,
    "take the mount or the rule out",
  );
}

/** No watch rule is there in vain. */
export const watch: Check = function* (checked) {
  for (const image of checked.images) {
    for (const [index, rule] of image.watch.entries()) {
      const found = [
        ...pathProblems(checked, rule, image),
        ...shapeProblems(rule, image.startsIn),
        ...targetProblems(checked, rule, image),
      ];
      const path = ["images", image.name, "watch", index];
      for (const { key, ...problem } of found) {
        yield { path: key === null ? path : [...path, key], ...problem };
      }
    }
  }
};

/** Watch writes into the containers that it copies into. */
export const writableRoots: Check = function* ({ spec, images }) {
  for (const [name, service] of Object.entries(spec.services)) {
    const isBuilt = images.some((image) => image.name === service.image);
    const isSynced = isBuilt && service.target !== "production";
    if (!isSynced || !service.development?.readOnly) continue;
    yield {
      path: ["services", name, "development", "readOnly"],
      message: "watch cannot copy into a read-only root",
      advice: "take it out, or write target: production",
    };
  }
};

const fileOf = (path: string) => ({ path, isFolder: false });

/** The ignore patterns keep nothing out that a build needs. */
export const ignore: Check = function* ({ images }) {
  for (const image of images) {
    const { manifests, source } = image.toolchain;
    const needed = [...manifests.map(fileOf), ...source];
    const told = new Set([-1]);
    for (const { path, isFolder } of needed) {
      const index = hiddenBy(image.ignore, path, isFolder);
      if (told.has(index)) continue;
      told.add(index);
      yield {
        path: ["images", image.name, "ignore", index],
        message: `${JSON.stringify(image.ignore[index])} covers ${path}, which the build copies`,
        advice: "write a narrower pattern",
      };
    }
  }
};
