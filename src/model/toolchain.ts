/** A file or folder of the context. */
export interface SourcePath {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Source that development compiles again whenever a file of it is saved. */
export interface CompiledSource {
  readonly paths: readonly string[];
  /** What compiles it, run where the context lies in the container. */
  readonly command: readonly string[];
}

/** What a language's folder found out about an image: the part of it that every language has. */
export interface Toolchain {
  readonly runtime: string;
  readonly packageManager: string;
  /** The folder of the context that commands run in: `.`, or that of a workspace's member. */
  readonly folder: string;
  readonly version: string;
  /** The official image for the version. */
  readonly baseImage: string;
  /** What is copied and watched, and what only development gets. */
  readonly source: readonly SourcePath[];
  readonly tests: readonly SourcePath[];
  /** Of the source, what is no code: data that the program reads, scripts that it starts. */
  readonly included: readonly string[];
  /** Of the source, what others read as their build step made it. */
  readonly compiled: readonly CompiledSource[];
  /** Manifests, lockfile and configuration of the package manager: a change rebuilds. */
  readonly manifests: readonly string[];
  readonly lockfile: string | null;
  /** What the stages read beside source, tests and manifests. */
  readonly extras: readonly string[];
  /** Of these, what changes what is built; a readme does not. */
  readonly buildFiles: readonly string[];
  /** What production asks for, as the manifests write it. */
  readonly productionRequirements: readonly string[];
  /** Packages that development asks for and production does not, by the names of the manifests. */
  readonly developmentPackages: readonly string[];
  /** The commands that the project's own files name, or null. */
  readonly commands: {
    readonly development: readonly string[] | null;
    readonly production: readonly string[] | null;
  };
}
