import type { Image } from "../resolve/project.ts";
import type { SourcePath, StagePlan } from "../plan/dockerfile/steps.ts";
import type { ImageSpec } from "../spec/schema/project.ts";
import type { ContextFiles } from "./snapshot.ts";

/** What a language's folder found out about an image: the part of it that every language has. */
export interface Toolchain {
  readonly runtime: string;
  readonly packageManager: string;
  readonly version: string;
  /** The official image for the version. */
  readonly baseImage: string;
  /** What is copied and watched, and what only development gets. */
  readonly source: readonly SourcePath[];
  readonly tests: readonly SourcePath[];
  /** Manifests, lockfile and configuration of the package manager: a change rebuilds. */
  readonly manifests: readonly string[];
  readonly lockfile: string | null;
  /** What the stages read beside source, tests and manifests. */
  readonly extras: readonly string[];
  /** The commands that the project's own files name, or null. */
  readonly commands: { readonly development: readonly string[] | null; readonly production: readonly string[] | null };
}

/** Something a person should know though nothing is wrong with the spec. */
export interface Notice {
  readonly message: string;
  readonly advice: string;
}

export interface Resolution<Resolved extends Toolchain> {
  readonly toolchain: Resolved;
  readonly warnings: readonly Notice[];
  /** What keeps this image from being built, each with the key of the image that could mend it. */
  readonly problems: readonly (Notice & { key: readonly string[] })[];
}

/** All that is particular to one language. */
export interface Runtime<Resolved extends Toolchain = Toolchain> {
  readonly name: string;
  /** Base names of the files that `resolve` reads. */
  readonly reads: RegExp;
  resolve(image: ImageSpec, files: ContextFiles, written: readonly string[]): Resolution<Resolved>;
  /** The stages between `base` and the end, in order; `production` is the last. */
  stages(image: Image, toolchain: Resolved): StagePlan[];
  /** Environment of development and production, ready for a Dockerfile's ENV. */
  environment(image: Image, toolchain: Resolved): Readonly<Record<string, string>>;
  /** Whether a command reloads changed code by itself. */
  reloads(command: readonly string[]): boolean;
  /** Exec-form health probes that need nothing but the language itself. */
  probe: { http(port: number, path: string): string[]; tcp(port: number): string[] };
  /** Patterns that no context needs: caches that the language leaves behind. */
  readonly ignore: readonly string[];
}
