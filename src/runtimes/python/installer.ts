import type { RunStep } from "../../stages/steps.ts";

/** How a package manager installs, step by step. */
export interface Installer {
  /** Dependencies into the production environment, as root. */
  readonly dependencies: RunStep;
  /** The project under a prefix of its own, as root. */
  readonly project: RunStep;
  /** Dependencies into the development environment, as the user. */
  readonly development: RunStep;
  /** The project into the development environment, so that its source is what runs. */
  readonly editable: RunStep;
}
