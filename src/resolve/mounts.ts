import type { SettingsSpec } from "../spec/schema/project.ts";
import { inContainer } from "../model/paths.ts";
import type { Mount } from "../model/project.ts";

type VolumeSpec = NonNullable<SettingsSpec["volumes"]>[number];

/** Whether a source of Compose's short form is a path: it starts with ., / or ~. */
const isHostPath = (source: string) => /^(?:[./~]|\$\{)/.test(source);

/** source:target:options, where the source may be `${DATA:-./data}`. */
const SHORT = /^((?:\$\{[^{}]*\}|(?!\$\{)[^:])+):([^:]+)(?::(.*))?$/;

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export function resolveMount(volume: VolumeSpec, workdir: string): Mount {
  if (typeof volume === "object") {
    const {
      type,
      source = null,
      target,
      readOnly = false,
      size = null,
      mode = null,
    } = volume;
    return {
      type,
      source,
      target: inContainer(workdir, target),
      readOnly,
      size,
      mode,
    };
  }
  const [, source = "", target = "", options = ""] = SHORT.exec(volume) ?? [];
  return {
    type: isHostPath(source) ? "bind" : "volume",
    source,
    target: inContainer(workdir, target),
    readOnly: options.split(",").includes("ro"),
    size: null,
    mode: null,
  };
}
