import { BACKING } from "../backing/index.ts";
import type { ServiceSpec, Spec } from "../spec/schema/project.ts";
import { BACKING_SERVICES } from "../spec/schema/service.ts";
import { checked, listOf, text, withKey, type Asked } from "./question.ts";

type Kind = (typeof BACKING_SERVICES)[number];

const isKind = (name: string): name is Kind =>
  (BACKING_SERVICES as readonly string[]).includes(name);

const chosenIn = ({ services }: Spec): Kind[] =>
  BACKING_SERVICES.filter((kind) =>
    Object.values(services).some(({ backing }) => backing === kind),
  );

/** A service that no longer waits for what is gone. */
function without(service: ServiceSpec, gone: readonly string[]): ServiceSpec {
  const { dependsOn } = service;
  if (!Array.isArray(dependsOn)) return service;
  const left = dependsOn.filter((name) => !gone.includes(name));
  return withKey(service, "dependsOn", left.length > 0 ? left : undefined);
}

/** Takes services out, and what others say about them. */
export function withoutServices(spec: Spec, gone: readonly string[]): Spec {
  const left = Object.entries(spec.services)
    .filter(([name]) => !gone.includes(name))
    .map(([name, each]) => [name, without(each, gone)]);
  return {
    ...spec,
    services: Object.fromEntries(left) as Spec["services"],
  };
}

function withBacking(spec: Spec, kinds: readonly Kind[]): Spec {
  const gone = Object.entries(spec.services)
    .filter(([, { backing }]) => backing && !kinds.includes(backing))
    .map(([name]) => name);
  const kept = withoutServices(spec, gone);
  const added = kinds
    .filter((kind) => !chosenIn(spec).includes(kind))
    .map((kind) => [
      kind,
      { backing: kind, version: BACKING[kind].defaultVersion },
    ]);
  return {
    ...kept,
    services: { ...kept.services, ...Object.fromEntries(added) },
  };
}

const nameOf = ({ services }: Spec, kind: Kind): string =>
  Object.keys(services).find((name) => services[name]!.backing === kind) ??
  kind;

/** The version of the next one that was chosen, or the services. */
function afterVersion(spec: Spec, kind: Kind | null) {
  const chosen = chosenIn(spec);
  const following = chosen[kind === null ? 0 : chosen.indexOf(kind) + 1];
  return following === undefined
    ? { at: "services" as const }
    : { at: "version" as const, of: following };
}

const backing: Asked = {
  ask: ({ spec }) => ({
    kind: "many",
    message: "Which backing services does it use?",
    why: "They run beside your own, with a health check, a volume, and a password where one is needed.",
    choices: BACKING_SERVICES.map((kind) => ({ value: kind, name: kind })),
    initial: chosenIn(spec),
  }),
  take({ spec }, answer) {
    const next = withBacking(spec, listOf(answer).filter(isKind));
    return { spec: next, step: afterVersion(next, null) };
  },
};

const version: Asked = {
  ask: ({ spec, step }) => {
    const kind = step.of as Kind;
    return text(
      `Which version of ${kind}?`,
      "A tag of its official image; data of one major version is not read by another.",
      String(
        spec.services[nameOf(spec, kind)]?.version ??
          BACKING[kind].defaultVersion,
      ),
    );
  },
  take({ spec, step }, answer) {
    const kind = step.of as Kind;
    const name = nameOf(spec, kind);
    const service = {
      ...spec.services[name],
      version: String(answer).trim(),
    };
    const services = { ...spec.services, [name]: service };
    return checked(
      { spec: { ...spec, services }, step: afterVersion(spec, kind) },
      ["services", name],
    );
  },
};

/** Questions about what others wrote and every second project uses. */
export const BACKING_STEPS = { backing, version };
