import type { Project } from "../model/project.ts";

/**
 * What the project's files read from the environment. The user is the spec's, whatever its `.env`
 * says: what is set counts for more. A secret that is not set gets a value, so that there is one.
 *
 * @param commit What images are tagged by.
 * @param secret The value of a secret that has none.
 */
export function environmentOf(
  { secrets, images, user }: Project,
  { commit, secret }: { readonly commit: string; readonly secret: string },
): Readonly<Record<string, string>> {
  const sources = [
    ...secrets,
    ...images.flatMap((image) => image.secrets.map(({ source }) => source)),
  ];
  const missing = sources
    .flatMap((source) => ("environment" in source ? source.environment : []))
    .filter((name) => process.env[name] === undefined);
  return {
    ...{ GIT_HASH: commit, APP_UID: `${user.uid}`, APP_GID: `${user.gid}` },
    ...Object.fromEntries(missing.map((name) => [name, secret])),
  };
}
