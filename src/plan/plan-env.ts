import type { Project } from "../model/project.ts";
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

function fromServices(project: Project): Variable[] {
  return project.services.flatMap((service) =>
    (["development", "production"] as const).flatMap((mode) => {
      const { environment, command, labels } = service[mode];
      const handedOn = Object.entries(environment)
        .filter(([, value]) => value === null)
        .map(([name]) => ({ name, value: null }));
      const texts = [
        ...Object.values(environment),
        ...(command ?? []),
        ...Object.values(labels),
      ];
      const referenced = texts.flatMap((text) =>
        text === null ? [] : referencedVariables(text),
      );
      return [...handedOn, ...referenced].map((variable) => ({
        ...variable,
        about: `Read by ${service.name}.`,
      }));
    }),
  );
}

/** Every variable that the Compose files read, once. */
export function planEnvironment(project: Project): PlannedVariable[] {
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
    ...fromServices(project),
  ];
  return all
    .filter(
      ({ name }, index) =>
        all.findIndex((other) => other.name === name) === index,
    )
    .map((variable) => ({
      ...variable,
      assignment:
        variable.value === null
          ? `${variable.name}=`
          : `#${variable.name}=${variable.value}`,
    }));
}
