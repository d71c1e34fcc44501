import type { Mode, Project } from "../model/project.ts";

/** What `docker compose up` is told behind its other options, to wait until all is healthy. */
export type WaitOption = " --wait" | "";

/** Nothing where a service does its work and ends, or has its image's health check taken away: Compose takes it for one that failed. */
export function waitOption({ services }: Project, mode: Mode): WaitOption {
  const awaited = services.flatMap((service) =>
    service[mode].dependsOn
      .filter(({ condition }) => condition === "service_completed_successfully")
      .map((other) => other.service),
  );
  const ends = services.some(
    (service) =>
      service[mode].restart === "no" || awaited.includes(service.name),
  );
  const isNeverHealthy = services.some(
    (service) => service[mode].health === "none",
  );
  return ends || isNeverHealthy ? "" : " --wait";
}
