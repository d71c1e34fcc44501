import { fromContext } from "../model/paths.ts";
import type { Image, Mode, Project } from "../model/project.ts";
import { field } from "../stages/steps.ts";

/** HCL reads `${` and `%{` in a JSON string as templates: https://docs.docker.com/build/bake/reference/ */
const literal = (text: string) => text.replace(/[$%](?=\{)/g, "$&$&");

function target(
  project: Project,
  image: Image,
  mode: Mode,
): Record<string, unknown> {
  const tag = mode === "production" ? "${GIT_HASH}" : "development";
  return {
    context: literal(image.context),
    dockerfile: literal(fromContext(image.context, image.dockerfile)),
    target: mode,
    args: { APP_UID: "${APP_UID}", APP_GID: "${APP_GID}" },
    tags: [`${project.name}/${image.name}:${tag}`],
    ...(image.platforms.length > 0 &&
      mode === "production" && { platforms: image.platforms }),
    ...(image.secrets.length > 0 && {
      secret: image.secrets.map(({ name, source }) =>
        "file" in source
          ? `id=${name},${literal(field(`src=${source.file}`))}`
          : `id=${name},env=${source.environment}`,
      ),
    }),
  };
}

/** `docker buildx bake` builds production, `docker buildx bake development` the other. */
export function planBake(project: Project): Record<string, unknown> {
  const names = (mode: Mode) =>
    project.images.map(({ name }) => `${targetName(name)}-${mode}`);
  const { uid, gid } = project.user;
  return {
    // HCL takes this key for a comment: https://github.com/hashicorp/hcl/blob/main/json/spec.md
    "//": [
      `Made by dockwright from ${project.specFile}, which is the place to edit; then run npx dockwright generate.`,
      "dockwright-digest: 0000000000000000",
    ],
    variable: {
      GIT_HASH: { default: "local" },
      APP_UID: { default: String(uid) },
      APP_GID: { default: String(gid) },
    },
    group: {
      default: { targets: names("production") },
      development: { targets: names("development") },
    },
    target: Object.fromEntries(
      project.images.flatMap((image) =>
        (["development", "production"] as const).map((mode) => [
          `${targetName(image.name)}-${mode}`,
          target(project, image, mode),
        ]),
      ),
    ),
  };
}

/** A target's name may hold no dot. */
const targetName = (image: string) => image.replaceAll(".", "_");
