import type { Check } from "./check.ts";

const SECRET =
  /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:_|^)public(?:_|$)/i;

/** Names that fail the build: https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/ */
const isSecret = (name: string) => SECRET.test(name) && !PUBLIC.test(name);

/** What an image carries is there for everyone who has it, and hides nothing of the base image's. */
export const imageVariables: Check = function* ({ spec }) {
  for (const [image, parts] of Object.entries(spec.images ?? {})) {
    for (const key of ["environment", "args"] as const) {
      for (const name of Object.keys(parts[key] ?? {})) {
        if (!isSecret(name)) continue;
        yield {
          path: ["images", image, key, name],
          message: `${name} is a secret by its name, which BuildKit lets into no image`,
          advice:
            "write it as environment: of the service that reads it, or secrets: of the image for its build",
        };
      }
    }
    if (!Object.hasOwn(parts.environment ?? {}, "PATH")) continue;
    yield {
      path: ["images", image, "environment", "PATH"],
      message: "no variable is filled in here, so it would hide every program",
      advice: `write dockerfile: { base: 'ENV PATH="/opt/bin:$PATH"' }`,
    };
  }
};
