import type { SourcePath, Toolchain } from "../../model/toolchain.ts";
import type { Listing } from "./setup.ts";

/** The member of uv's workspace that an image is for. */
export interface PythonWorkspace {
  /** Its name, which uv takes for it. */
  readonly package: string;
  /** The folders of what production runs, itself last, each behind what it depends on. */
  readonly production: readonly string[];
  /** Every member's pyproject.toml but the root's. */
  readonly manifests: readonly string[];
}

export interface PythonToolchain extends Toolchain {
  readonly runtime: "python";
  readonly packageManager: "uv" | "pip";
  /** Null where the context is no workspace. */
  readonly workspace: PythonWorkspace | null;
  /** Whether the project itself is installed, or only run from its folder. */
  readonly isPackage: boolean;
  /** Whether anything is installed so that development runs its source: the project, or a member that only development takes. */
  readonly isEditable: boolean;
  /** The folders of what production installs, each behind what it depends on. */
  readonly packages: readonly string[];
  /** Of the source, what production is made of: not that of members which only development takes. */
  readonly shipped: readonly SourcePath[];
  /** Of a package's source, what lies beside it and is read from the working directory. */
  readonly besidePackage: readonly SourcePath[];
  /** Groups that uv installs by itself, and that production leaves out. */
  readonly groupsLeftOut: readonly string[];
  /** What pip installs for production and for development, in order; uv reads its lockfile. */
  readonly requirements: readonly string[];
  readonly developmentRequirements: readonly string[];
  /** Whether each of the two is installed by itself, since only one of them is held by hashes. */
  readonly installsApart: boolean;
  /** Of the manifests, those that only development installs from: their change leaves production alone. */
  readonly developmentManifests: readonly string[];
  /** The file that pip has to read the dependencies out of, or null. */
  readonly listing: "pyproject.toml" | Listing | null;
  /** The extras that development installs with them. */
  readonly developmentExtras: readonly string[];
}
