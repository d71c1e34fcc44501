import type { Service } from "../../model/project.ts";
import type { Check } from "./check.ts";

/** The mode in which a service may be there without what it waits for, or null. */
const aloneIn = (service: Service, other: Service) =>
  (["development", "production"] as const).find((mode) => {
    const { profiles, dependsOn } = service[mode];
    const needed = other[mode].profiles;
    const isNeeded = dependsOn.some(
      (each) => each.service === other.name && each.required !== false,
    );
    const isCovered =
      needed.length === 0 ||
      (profiles.length > 0 && profiles.every((each) => needed.includes(each)));
    return isNeeded && !isCovered;
  }) ?? null;

/** Compose refuses a whole file where a service waits for one whose profile is not asked for. */
export const profiles: Check = function* ({ services }) {
  for (const service of services) {
    for (const other of services) {
      const mode = aloneIn(service, other);
      if (mode === null) continue;
      const names = other[mode].profiles.join(", ");
      yield {
        path: ["services", service.name, "dependsOn"],
        message: `${other.name} is only there with a profile (${names}), and ${service.name} is without it too in ${mode}`,
        advice: `write profiles: [${names}] of ${service.name}, or dependsOn: { ${other.name}: { required: false } }`,
      };
    }
  }
};
