import { backingPlan } from "../backing.ts";
import { resolveMount } from "../mounts.ts";
import { toEnvironment } from "../settings.ts";
import { writtenSettings, type Check } from "./check.ts";

/** Where one version of postgres or another keeps its data: https://github.com/docker-library/postgres/pull/1259 */
const PLACES = ["/var/lib/postgresql", "/var/lib/postgresql/data"];

/** From 18 on the image refuses a volume at the old place; before, one at the new place keeps nothing. */
export const postgresData: Check = function* ({ spec }) {
  for (const { name, service, settings, path } of writtenSettings(spec)) {
    const plan = backingPlan(spec, name, "production");
    const environment = {
      ...toEnvironment(service.environment),
      ...toEnvironment(settings.environment),
    };
    // Who says where the data is may mount what they like.
    const isMoved = Object.hasOwn(environment, "PGDATA");
    if (service.backing !== "postgres" || !plan || isMoved) continue;
    for (const [index, volume] of (settings.volumes ?? []).entries()) {
      const { target } = resolveMount(volume, "/");
      if (target === plan.data || !PLACES.includes(target)) continue;
      yield {
        path: [...path, "volumes", index],
        message: `${plan.image} does not keep its data at ${target}`,
        advice: `mount it at ${plan.data}`,
      };
    }
  }
};
