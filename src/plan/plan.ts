import type { Image, Project } from "../model/project.ts";
import { COMPOSE_FILES } from "../model/compose-files.ts";
import { planCompose } from "./compose/plan-compose.ts";
import { planDockerfile } from "./plan-dockerfile.ts";
import { planBake } from "./plan-bake.ts";
import { planEnvironment } from "./plan-env.ts";
import { planGuide } from "./plan-guide.ts";
import { planIgnore } from "./plan-ignore.ts";
import { waitOption, type WaitOption } from "./wait-option.ts";

/** What kind of file it is: how its header is written, and whether prettier knows it. */
export type FileKind = "dockerfile" | "yaml" | "markdown" | "json" | "lines";

/** A file to write: where, from which template, with what in its places. */
export interface FilePlan {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly kind: FileKind;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether a file of this name that a person wrote is theirs alone: nothing of ours is missed without it. */
  readonly yields: boolean;
}

/** A file that is made once with random content where none is: a password. */
export interface SecretPlan {
  readonly path: string;
}

export interface Plan {
  readonly files: readonly FilePlan[];
  readonly secrets: readonly SecretPlan[];
  /** How development is started. */
  readonly wait: WaitOption;
}

const file = (
  path: string,
  kind: FileKind,
  template: string,
  data: object,
): FilePlan => ({
  path,
  kind,
  template,
  data: { ...data },
  yields: false,
});

/** An image's Dockerfile, and what it leaves out. */
const filesOf = (image: Image): FilePlan[] => [
  file(
    image.dockerfile,
    "dockerfile",
    "dockerfile/dockerfile",
    planDockerfile(image),
  ),
  file(
    image.dockerfile === "Dockerfile"
      ? ".dockerignore"
      : `${image.dockerfile}.dockerignore`,
    "lines",
    "ignore/dockerignore",
    planIgnore(image),
  ),
];

/** Everything that a project's setup consists of. Pure: the same project gives the same plan. */
export function plan(project: Project): Plan {
  const generated = project.secrets.flatMap((secret) =>
    "file" in secret && secret.generated
      ? [{ path: secret.file.replace(/^\.\//, "") }]
      : [],
  );
  const development = planCompose(project, "development");
  const production = planCompose(project, "production");
  const variables = planEnvironment(project, [development, production]);
  return {
    secrets: generated,
    wait: waitOption(project, "development"),
    files: [
      ...project.images.flatMap(filesOf),
      file(COMPOSE_FILES.development, "yaml", "compose/development", {
        document: development,
        name: project.name,
        wait: waitOption(project, "development"),
      }),
      file(COMPOSE_FILES.production, "yaml", "compose/production", {
        document: production,
        name: project.name,
        wait: waitOption(project, "production"),
      }),
      ...(project.images.length > 0
        ? [
            file("docker-bake.json", "json", "bake/bake", {
              document: planBake(project),
            }),
          ]
        : []),
      // Many projects have one of their own, which lists what their program reads.
      {
        ...file(".env.example", "lines", "env/env", { variables }),
        yields: true,
      },
      ...(generated.length > 0
        ? [file("secrets/.gitignore", "lines", "ignore/secrets", {})]
        : []),
      file(
        "DOCKER.md",
        "markdown",
        "docs/guide",
        planGuide(project, variables),
      ),
    ],
  };
}
