import type { SourcePath, Toolchain } from "../../model/toolchain.ts";

export interface PythonToolchain extends Toolchain {
  readonly runtime: "python";
  readonly packageManager: "uv" | "pip";
  /** Whether the project itself is installed, or only run from its folder. */
  readonly isPackage: boolean;
  /** Of a package's source, what lies beside it and is read from the working directory. */
  readonly besidePackage: readonly SourcePath[];
  /** What pip installs for production and for development, in order; uv reads its lockfile. */
  readonly requirements: readonly string[];
  readonly developmentRequirements: readonly string[];
  /** Of the manifests, those that only development installs from: their change leaves production alone. */
  readonly developmentManifests: readonly string[];
  /** Whether pip has to read the dependencies out of pyproject.toml. */
  readonly dependenciesInPyproject: boolean;
  readonly developmentExtra: string | null;
}
