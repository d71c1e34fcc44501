import { inContainer, isWithin } from "../../model/paths.ts";
import type { Image } from "../../model/project.ts";
import { resolveMount } from "../mounts.ts";
import { isSystem } from "../places.ts";
import { writtenSettings, type Check } from "./check.ts";

/** What a volume or a tmpfs at a place would hide, or null. */
function hidden(
  { workdir, startsIn, toolchain }: Image,
  target: string,
): string | null {
  if (isSystem(target)) return "the image's system";
  if (isWithin(startsIn, target)) return "the program";
  const source = toolchain.source.find(({ path }) =>
    isWithin(inContainer(workdir, path), target),
  );
  return source ? `the source ${source.path}` : null;
}

/** A volume keeps what it once had: one over code would run the code of its first day. */
export const mounts: Check = function* ({ spec, images }) {
  for (const { service, settings, path } of writtenSettings(spec)) {
    const image = images.find((each) => each.name === service.image);
    if (!image) continue;
    for (const [index, volume] of (settings.volumes ?? []).entries()) {
      const { type, target } = resolveMount(volume, image.startsIn);
      const what = type === "bind" ? null : hidden(image, target);
      if (what === null) continue;
      yield {
        path: [...path, "volumes", index],
        message: `what is mounted at ${target} would hide ${what}`,
        advice: `write a place of its own, such as ${image.startsIn}/data`,
      };
    }
  }
};
