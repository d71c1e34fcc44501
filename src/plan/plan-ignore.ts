import type { Image } from "../model/project.ts";
import { runtimeOf } from "../runtimes/index.ts";

/** An ignore file: what is let in again, and what is kept out even there. */
export interface IgnorePlan {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

/** Never in an image, wherever they lie. */
const SECRETS = ["**/.env", "**/.env.*", "**/*.pem", "**/*.key", "**/.git"];

/**
 * The ignore file of one image. It is an allow-list, so that what nobody thought of stays out;
 * manifests and lockfile are on it by their names, so that no pattern can drop them.
 *
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function planIgnore(image: Image): IgnorePlan {
  const { manifests, extras, source, tests } = image.toolchain;
  const watched = image.watch
    .map(({ path }) => path)
    .filter((path) => path !== ".");
  const paths = [
    ...manifests,
    ...extras,
    ...[...source, ...tests].map(({ path }) => path),
    ...watched,
  ];
  return {
    kept: [...new Set(paths)].map((path) => `!${path}`),
    dropped: [
      ...SECRETS,
      ...runtimeOf(image.toolchain).ignore,
      ...image.ignore,
    ],
  };
}
