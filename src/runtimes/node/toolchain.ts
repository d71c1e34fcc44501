import type { SourcePath, Toolchain } from "../../model/toolchain.ts";

/** The members of a workspace that an image takes: folders of the context, each behind what it depends on. */
export interface NodeWorkspace {
  /** What production installs and runs; the last one is the member that the image is for. */
  readonly production: readonly string[];
  /** With what only building and development take. */
  readonly everything: readonly string[];
  /** Of everything, the members that have a build script. */
  readonly built: readonly string[];
}

export interface NodeToolchain extends Toolchain {
  readonly runtime: "node";
  readonly packageManager: "npm" | "pnpm";
  /** The package manager's own version, or null to take the image's. */
  readonly managerVersion: string | null;
  /** Null where the context is no workspace. */
  readonly workspace: NodeWorkspace | null;
  /** For each package.json, the scripts that it is without while dependencies are installed: they need more than is there. */
  readonly leftOut: readonly {
    readonly folder: string;
    readonly scripts: readonly string[];
  }[];
  /** The commands that run those of them that an image needs, once the source is there. */
  readonly following: readonly (readonly string[])[];
  /** The script that compiles, or null when the source runs as it is. */
  readonly build: string | null;
  /** What the build makes. */
  readonly output: readonly string[];
  /** Whether the image's package starts from its source, though it has a build script: production gets all that is there then. */
  readonly startsFromSource: boolean;
  /** What production reads as it is: of a package that is built the data, of any other the source. */
  readonly assets: readonly SourcePath[];
}
