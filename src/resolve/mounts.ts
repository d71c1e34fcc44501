import type { SettingsSpec } from "../spec/schema/project.ts";
import { inContainer } from "../model/paths.ts";
import type { Mount } from "../model/project.ts";

type VolumeSpec = NonNullable<SettingsSpec["volumes"]>[number];

/** Whether a source of Compose's short form is a path: it starts with ., / or ~. */
const isHostPath = (source: string) => /^(?:[./~]|\$\{)/.test(source);

/** source:target:options, where the source may be `${DATA:-./data}`. */
const SHORT = /^((?:\$\{[^{}]*\}|(?!\$\{)[^:])+):([^:]+)(?::(.*))?$/;

const UNITS = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** A size as the kernel reads it, which mounts the tmpfs: whole, and without the b of `64mb`. */
function kernelSize(size: string): string {
  const [, amount = "", unit = ""] = /^([\d.]+)([bkmg])/i.exec(size) ?? [];
  if (unit.toLowerCase() !== "b" && !amount.includes(".")) return amount + unit;
  const bytes = UNITS[unit.toLowerCase() as keyof typeof UNITS];
  return String(Math.round(Number(amount) * bytes));
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export function resolveMount(volume: VolumeSpec, workdir: string): Mount {
  if (typeof volume === "object") {
    const {
      type,
      source = null,
      target,
      readOnly = false,
      selinux = null,
      size = null,
      mode = null,
    } = volume;
    return {
      type,
      source,
      target: inContainer(workdir, target),
      readOnly,
      selinux,
      size: size && kernelSize(size),
      mode,
    };
  }
  const [, source = "", target = "", written = ""] = SHORT.exec(volume) ?? [];
  const options = written.split(",");
  return {
    type: isHostPath(source) ? "bind" : "volume",
    source,
    target: inContainer(workdir, target),
    readOnly: options.includes("ro"),
    selinux:
      (["z", "Z"] as const).find((each) => options.includes(each)) ?? null,
    size: null,
    mode: null,
  };
}
