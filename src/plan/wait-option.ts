import type { Mode, Project } from "../model/project.ts";

/** What `docker compose up` is told behind its other options, to wait until all is healthy. */
export type WaitOption = " --wait" | "";

/** Nothing where a service does its work and ends: Compose takes it for one that failed. */
export const waitOption = ({ services }: Project, mode: Mode): WaitOption =>
  services.every((service) => service[mode].restart !== "no") ? " --wait" : "";
