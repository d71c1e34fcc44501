import { BACKING } from "../backing/index.ts";
import type { BackingPlan } from "../backing/backing.ts";
import type { Spec } from "../spec/schema/project.ts";
import type { Settings } from "../model/project.ts";
import { probe } from "./health.ts";
import { toEnvironment } from "./settings.ts";

/** What a service with `backing` is, or null for any other. */
export function backingPlan(spec: Spec, name: string): BackingPlan | null {
  const service = spec.services[name];
  if (!service?.backing) return null;
  const backing = BACKING[service.backing];
  return backing.plan({
    service: name,
    project: spec.name.replaceAll("-", "_"),
    version: String(service.version ?? backing.defaultVersion),
    environment: toEnvironment(service.environment),
  });
}

/** What a backing service has of its own, under what its spec says. */
export function withBacking(
  settings: Settings,
  plan: BackingPlan,
  name: string,
): Settings {
  return {
    ...settings,
    environment: { ...plan.environment, ...settings.environment },
    health: settings.health ?? probe(plan.health, plan.health.join(" ")),
    limits: {
      ...settings.limits,
      memory: settings.limits.memory === null ? null : plan.memory,
    },
    mounts: [
      {
        type: "volume",
        source: `${name}-data`,
        target: plan.data,
        readOnly: false,
        size: null,
        mode: null,
      },
      ...plan.tmpfs.map((target) => ({
        type: "tmpfs" as const,
        source: null,
        target,
        readOnly: false,
        size: null,
        mode: "1777",
      })),
      ...settings.mounts,
    ],
    secrets: [...(plan.secret ? [plan.secret] : []), ...settings.secrets],
    compose: { ...plan.compose, ...settings.compose },
  };
}

/** What a service finds out about the backing services that it depends on. */
export function withClients(
  settings: Settings,
  plans: readonly BackingPlan[],
): Settings {
  return {
    ...settings,
    environment: {
      ...Object.assign({}, ...plans.map(({ client }) => client)),
      ...settings.environment,
    },
    secrets: [
      ...new Set([
        ...plans.flatMap(({ secret }) => secret ?? []),
        ...settings.secrets,
      ]),
    ],
  };
}
