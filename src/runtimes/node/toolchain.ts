import type { SourcePath, Toolchain } from "../../model/toolchain.ts";

export interface NodeToolchain extends Toolchain {
  readonly runtime: "node";
  readonly packageManager: "npm" | "pnpm";
  /** The package manager's own version, or null to take the image's. */
  readonly managerVersion: string | null;
  /** The script that compiles, or null when the source runs as it is. */
  readonly build: string | null;
  /** What the build makes. */
  readonly output: readonly string[];
  /** What production reads beside it. */
  readonly assets: readonly SourcePath[];
}
