import type { Image } from "../model/project.ts";
import type { StagePlan } from "../stages/steps.ts";
import type { ImageSpec } from "../spec/schema/project.ts";
import type { ContextFiles } from "../model/snapshot.ts";
import type { Toolchain } from "../model/toolchain.ts";

/** Something a person should know though nothing is wrong with the spec. */
export interface Notice {
  readonly message: string;
  readonly advice: string;
}

/** A notice that keeps an image from being built, with the key of the image that could mend it. */
export interface ImageProblem extends Notice {
  readonly key: readonly string[];
}

export interface Resolution<Resolved extends Toolchain> {
  readonly toolchain: Resolved;
  readonly warnings: readonly Notice[];
  readonly problems: readonly ImageProblem[];
}

/** What can be seen of a language's code and packages from outside: `verify` looks for it. */
export interface Evidence {
  /** Matches a build step that installs dependencies, and not the project alone. */
  readonly installs: RegExp;
  /** Matches one that installs the project, and of its dependencies those that are not there yet. */
  readonly completes?: RegExp;
  /** Names of files of source. */
  readonly code: RegExp;
  /** Names of files, in a folder of tests, that runners take for a test. */
  readonly tests: RegExp;
  /** What a word is written behind so that it is a comment. */
  readonly comment: string;
  /** A file's text with a statement that prints a word to standard error when the file is loaded. */
  trace(text: string, word: string): string;
  /** The name of the package whose metadata a path is, or null. */
  packageOf(path: string): string | null;
  /**
   * The names that packages require by their metadata.
   *
   * @param asked What the project itself asks for, which may be more of a package than it is alone.
   */
  requires(metadata: readonly string[], asked: readonly string[]): string[];
}

/** All that is particular to one language. */
export interface Runtime<Resolved extends Toolchain = Toolchain> {
  readonly name: string;
  /** Base names of the files that `resolve` reads. */
  readonly reads: RegExp;
  resolve(
    image: ImageSpec,
    files: ContextFiles,
    written: readonly string[],
  ): Resolution<Resolved>;
  /** The stages between `base` and the end, in order; `production` is the last. */
  stages(image: Image, toolchain: Resolved): StagePlan[];
  /** Environment of development and production, ready for a Dockerfile's ENV. */
  environment(
    image: Image,
    toolchain: Resolved,
  ): Readonly<Record<string, string>>;
  /** Whether a command reloads changed code by itself. */
  reloads(command: readonly string[]): boolean;
  /** Whether one that does sees files outside the folder that it starts in, too. */
  followsImports(command: readonly string[]): boolean;
  /** Exec-form health probes that need nothing but the language itself. */
  probe: {
    http(port: number, path: string): string[];
    tcp(port: number): string[];
  };
  readonly evidence: Evidence;
  /** Patterns that no context needs: caches that the language leaves behind. */
  readonly ignore: readonly string[];
}
