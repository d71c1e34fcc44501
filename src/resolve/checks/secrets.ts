import type { Service } from "../../model/project.ts";
import type { Check } from "./check.ts";

/** The mode in which a service gets a secret under a root that is read-only, or null. */
const closedIn = (service: Service, secret: string) =>
  (["development", "production"] as const).find(
    (mode) => service[mode].readOnly && service[mode].secrets.includes(secret),
  ) ?? null;

/** Compose copies a variable's value into the container, which takes a root that can be written; a file is mounted. */
export const secretSources: Check = function* ({ spec, services }) {
  for (const [name, secret] of Object.entries(spec.secrets ?? {})) {
    if (!("environment" in secret)) continue;
    for (const service of services) {
      const mode = closedIn(service, name);
      if (mode === null) continue;
      yield {
        path: ["secrets", name, "environment"],
        message: `${service.name} has a read-only root in ${mode}, into which Compose cannot copy a variable`,
        advice: `write file: ./secrets/${name}.txt, or services.${service.name}.${mode}.readOnly: false`,
      };
    }
  }
};
