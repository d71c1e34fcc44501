import { BACKING } from "../backing/index.ts";
import type { BackingPlan } from "../backing/backing.ts";
import type { Spec } from "../spec/schema/project.ts";
import { mergeRaw } from "../model/merge.ts";
import type { Mode, Mount, Settings } from "../model/project.ts";
import { probe } from "./health.ts";
import { toEnvironment } from "./settings.ts";

/** What a service with `backing` is in a mode, or null for any other. */
export function backingPlan(
  spec: Spec,
  name: string,
  mode: Mode,
): BackingPlan | null {
  const service = spec.services[name];
  if (!service?.backing) return null;
  const backing = BACKING[service.backing];
  return backing.plan({
    service: name,
    project: spec.name.replaceAll("-", "_"),
    version: String(service.version ?? backing.defaultVersion),
    environment: {
      ...toEnvironment(service.environment),
      ...toEnvironment(service[mode]?.environment),
    },
  });
}

const EMPTY = {
  source: null,
  readOnly: false,
  selinux: null,
  size: null,
  mode: null,
};

/** Its data in a volume, and what else it writes in memory. */
function backingMounts(plan: BackingPlan, name: string): Mount[] {
  const data = { ...EMPTY, type: "volume", target: plan.data } as const;
  return [
    { ...data, source: `${name}-data` },
    ...plan.tmpfs.map((target): Mount => ({
      ...EMPTY,
      type: "tmpfs",
      target,
      mode: "1777",
    })),
  ];
}

/** What a backing service has of its own, under what its spec says. */
export function withBacking(
  settings: Settings,
  plan: BackingPlan,
  name: string,
): Settings {
  const taken = settings.mounts.map(({ target }) => target);
  const own = backingMounts(plan, name).filter(
    ({ target }) => !taken.includes(target),
  );
  return {
    ...settings,
    environment: { ...plan.environment, ...settings.environment },
    health: settings.health ?? probe(plan.health, plan.health.join(" ")),
    mounts: [...own, ...settings.mounts],
    secrets: [...(plan.secret ? [plan.secret] : []), ...settings.secrets],
    compose: mergeRaw(plan.compose, settings.compose),
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
