import type { ServiceSpec, Spec } from "../spec/schema/project.ts";
import { withoutServices } from "./backing.ts";
import {
  checked,
  one,
  problemAt,
  text,
  withKey,
  type Asked,
  type State,
  type StepName,
} from "./question.ts";

const own = ({ services }: Spec): string[] =>
  Object.keys(services).filter((name) => !services[name]!.backing);

/** The spec with a service as it is now; backing services stand behind a person's own. */
function withService(spec: Spec, name: string, service: ServiceSpec): Spec {
  const all = Object.entries({ ...spec.services, [name]: service });
  const isBacking = ([, each]: [string, ServiceSpec]) => each.backing;
  const sorted = [
    ...all.filter((each) => !isBacking(each)),
    ...all.filter(isBacking),
  ];
  return { ...spec, services: Object.fromEntries(sorted) };
}

/** The service that is asked about. */
export const serviceOf = ({ spec, step }: State): ServiceSpec =>
  spec.services[step.of!] ?? {};

/** The state with another value of a service's key, at the next question, unless the value is wrong. */
export function setting(
  state: State,
  key: string,
  value: unknown,
  at: StepName,
): State | string {
  const { spec, step } = state;
  const service = withKey(serviceOf(state), key, value);
  const next = withService(spec, step.of!, service);
  return checked({ spec: next, step: { at, of: step.of! } }, [
    "services",
    step.of!,
    key,
  ]);
}

const services: Asked = {
  ask: ({ spec }) => {
    const names = own(spec);
    return one(
      "Your own services",
      "What runs: each is a container with a command of its own. Several may share an image.",
      [
        ...(names.length > 0 ? [["done", "these are all"] as const] : []),
        ["add", "add one"],
        ...names.map((name) => [`edit ${name}`, `change ${name}`] as const),
        ...(names.length > 0 ? [["remove", "take one out"] as const] : []),
      ],
    );
  },
  take({ spec }, answer) {
    if (answer === "done") return { spec, step: { at: "review" } };
    if (answer === "add") return { spec, step: { at: "serviceName" } };
    if (answer === "remove") return { spec, step: { at: "remove" } };
    const of = String(answer).slice("edit ".length);
    return { spec, step: { at: "image", of } };
  },
};

const remove: Asked = {
  ask: ({ spec }) =>
    one(
      "Which one goes?",
      "Others no longer wait for it either.",
      own(spec).map((name) => [name, name] as const),
    ),
  take: ({ spec }, answer) => ({
    spec: withoutServices(spec, [String(answer)]),
    step: { at: "services" },
  }),
};

const serviceName: Asked = {
  ask: () =>
    text(
      "What is it called?",
      "The name is also its host name for the others: web, worker, api.",
    ),
  take({ spec }, answer) {
    const name = String(answer).trim();
    if (Object.hasOwn(spec.services, name))
      return `there is a service ${name} already; write another name`;
    const [image] = Object.keys(spec.images ?? {});
    const next = withService(spec, name, image === undefined ? {} : { image });
    const wrong = problemAt(next, ["services", name]);
    return wrong ?? { spec: next, step: { at: "image", of: name } };
  },
};

const image: Asked = {
  ask: (state) =>
    one(
      `Which image does ${state.step.of} run?`,
      "Services of one project share an image where they share code.",
      Object.keys(state.spec.images ?? {}).map((name) => [name, name] as const),
      serviceOf(state).image,
    ),
  take: (state, answer) => setting(state, "image", answer, "command"),
};

/** Questions about services as a list. */
export const SERVICES = { services, remove, serviceName, image };
