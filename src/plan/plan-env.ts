import type { Project } from "../model/project.ts";
import type { ComposePlan } from "./compose/plan-compose.ts";
import { referencedVariables } from "./compose/text.ts";

/** A variable that Compose reads from the environment or from .env. */
export interface Variable {
  readonly name: string;
  /** What is taken when it is not set, or null when nothing is. */
  readonly value: string | null;
  readonly about: string;
}

/** A variable with its line in .env.example; one with a default is commented out. */
export interface PlannedVariable extends Variable {
  readonly assignment: string;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}

/** What a part of a Compose file reads: by a reference, or as a variable that is handed on. */
function readBy(part: unknown, reader: string): Variable[] {
  const { environment } = part as { environment?: Record<string, unknown> };
  const handedOn = Object.entries(environment ?? {}).flatMap(([name, value]) =>
    value === null ? [{ name, value }] : [],
  );
  const referenced = [...textsIn(part)].flatMap(referencedVariables);
  const about = `Read by ${reader}.`;
  return [...handedOn, ...referenced].map((each) => ({ ...each, about }));
}

function fromCompose({ services, ...rest }: ComposePlan): Variable[] {
  const read = Object.entries(services).flatMap(([name, service]) =>
    readBy(service, name),
  );
  return [...read, ...readBy(rest, "all services")];
}

/** Every variable that the Compose files read, once. */
export function planEnvironment(
  project: Project,
  documents: readonly ComposePlan[],
): PlannedVariable[] {
  const { uid, gid } = project.user;
  const secrets = project.secrets.flatMap((secret) =>
    "environment" in secret
      ? [
          {
            name: secret.environment,
            value: null,
            about: `The secret ${secret.name}.`,
          },
        ]
      : [],
  );
  const buildSecrets = project.images.flatMap((image) =>
    image.secrets.flatMap(({ source }) =>
      "environment" in source
        ? [
            {
              name: source.environment,
              value: null,
              about: `A secret of the build of ${image.name}.`,
            },
          ]
        : [],
    ),
  );
  const all: Variable[] = [
    {
      name: "APP_UID",
      value: String(uid),
      about:
        "The user's uid in the images; yours (`id -u`) when you mount folders of your own.",
    },
    { name: "APP_GID", value: String(gid), about: "The user's gid." },
    {
      name: "GIT_HASH",
      value: "local",
      about: "The tag of production's images: `git rev-parse --short HEAD`.",
    },
    ...secrets,
    ...buildSecrets,
    ...documents.flatMap(fromCompose),
  ];
  // The first one that names a variable says what it is for.
  const known = new Map(all.toReversed().map((each) => [each.name, each]));
  const names = [...new Set(all.map(({ name }) => name))];
  return names.map((name) => {
    const variable = known.get(name)!;
    const { value } = variable;
    const assignment = value === null ? `${name}=` : `#${name}=${value}`;
    return { ...variable, assignment };
  });
}
