import { node } from "./node/index.ts";
import { python } from "./python/index.ts";
import type { Runtime } from "./runtime.ts";

/** Every language, by the key that names it in a spec; each is a folder beside this file. */
export const RUNTIMES = { python, node } as Readonly<Record<string, Runtime>>;

/** The runtime that a toolchain names. */
export function runtimeOf(toolchain: { readonly runtime: string }): Runtime {
  const runtime = RUNTIMES[toolchain.runtime];
  if (!runtime) throw new TypeError(`no such runtime: ${toolchain.runtime}`);
  return runtime;
}
