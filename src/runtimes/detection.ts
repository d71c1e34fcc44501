import type { Mode } from "../model/project.ts";
import type { ContextFiles } from "../model/snapshot.ts";
import type { Toolchain } from "../model/toolchain.ts";
import type { ImageSpec } from "../spec/schema/project.ts";

/** How sure a finding is: read as it stands, read in a way that can be wrong, or only assumed. */
export type Certainty = "certain" | "likely" | "guess";

/** Where something was read; a file as a whole has no line. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** What a finding is about. A `problem` keeps something from running; with a `warning` it runs all the same. */
export type FindingKind =
  | "language"
  | "version"
  | "packageManager"
  | "lockfile"
  | "workspace"
  | "service"
  | "port"
  | "health"
  | "backing"
  | "variable"
  | "directory"
  | "source"
  | "package"
  | "warning"
  | "problem";

/** One thing that was found, in a sentence, with the place that gives it away. */
export interface Finding {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly message: string;
  /** What to write instead, or null. */
  readonly advice: string | null;
  /** Relative to the project; null for what is about the project as a whole. */
  readonly file: string | null;
  readonly line: number | null;
}

/** Something that runs in an image. */
export interface DetectedService {
  /** What it does: `web`, `worker`, `beat`, `app`, or a subcommand's name. */
  readonly name: string;
  readonly framework: string | null;
  /** Null where nothing is known that could run. */
  readonly command: Readonly<Record<Mode, readonly string[] | null>>;
  readonly ports: readonly { container: number; name: string | null }[];
  /** A path that answers, or null. */
  readonly healthPath: string | null;
  /** Whether it is a program that does its work and ends. */
  readonly ends: boolean;
  readonly environment: Readonly<Record<string, string | null>>;
  /** Files whose variables its command reads, which Compose does in its place. */
  readonly envFiles?: readonly string[];
}

export interface DetectedDirectory {
  /** Relative to the working directory, or absolute. */
  readonly path: string;
  /** Folders in it that are written too. */
  readonly subdirs: readonly string[];
  /** Whether what lies in it is to outlast the container. */
  readonly isKept: boolean;
  readonly certainty: Certainty;
}

/** A variable that code reads from its environment. */
export interface Variable extends Place {
  readonly name: string;
  /** What stands in its place where it is not set, or null. */
  readonly fallback: string | null;
  /** Whether the program fails at its start without it. */
  readonly isRequired: boolean;
}

/** A package that the project installs. */
export interface Dependency extends Place {
  readonly name: string;
  /** What is written about its version, its extras or its source. */
  readonly wanted: string;
  readonly isDevelopment: boolean;
}

/** What a language's folder finds in one context, beside what it resolves by itself. */
export interface Detected {
  readonly services: readonly DetectedService[];
  readonly directories: readonly DetectedDirectory[];
  readonly variables: readonly Variable[];
  readonly dependencies: readonly Dependency[];
  readonly image: Pick<
    ImageSpec,
    "environment" | "include" | "output" | "packages" | "run" | "source"
  >;
  readonly findings: readonly Finding[];
}

/** What files that belong to no language say about a port, the surest first. */
export interface PortHint extends Place {
  readonly port: number;
}

export interface DetectInput {
  /** Where the files lie in the image's context: `.`, or the folder of a workspace's member. */
  readonly folder: string;
  readonly files: ContextFiles;
  readonly toolchain: Toolchain;
  readonly hints: readonly PortHint[];
}

/** Detection for one language: pure, over the files of one context. */
export interface Detector {
  /** What the language is called. */
  readonly title: string;
  /** Files that make a folder a project of this language. */
  readonly manifests: readonly string[];
  /** Files at the top that do so where no manifest is. */
  readonly program: RegExp;
  /** Base names of the files that detection reads beside those that `resolve` does. */
  readonly reads: RegExp;
  /** What the project's own files say about the version, or null. */
  version(files: ContextFiles):
    | (Place & {
        readonly text: string;
        /** What a spec has to say, where generating does not read the file. */
        readonly spec?: string;
      })
    | null;
  /** What a spec may say about the runtime where the project's own files lead to a problem. */
  alternatives(files: ContextFiles): Partial<ImageSpec["runtime"]>[];
  detect(input: DetectInput): Detected;
}

const NOWHERE = { file: null, line: null };

/** A finding at a place. */
export const finding = (
  kind: FindingKind,
  certainty: Certainty,
  message: string,
  place: { file: string | null; line: number | null } | null = null,
  advice: string | null = null,
): Finding => {
  const { file, line } = place ?? NOWHERE;
  return { kind, certainty, message, advice, file, line };
};
