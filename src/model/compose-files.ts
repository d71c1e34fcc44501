import type { Mode } from "./project.ts";

/** The file that a mode's services stand in. */
export const COMPOSE_FILES: Record<Mode, string> = {
  development: "compose.yaml",
  production: "compose.production.yaml",
};
