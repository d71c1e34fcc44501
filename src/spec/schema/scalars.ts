import * as z from "zod/mini";

/** An optional key, with the sentence that editors show beside it. */
export function key<Schema extends z.core.$ZodType>(
  description: string,
  schema: Schema,
) {
  const optional = z.optional(schema);
  // As a check, each description would copy its schema, at every start.
  z.globalRegistry.add(optional, { description });
  return optional;
}

const pattern = (expression: RegExp, expected: string) =>
  z.string().check(z.regex(expression, { error: expected }));

/**
 * Any text that a file can hold. NUL ends a C string, and a lone surrogate has no
 * UTF-8 form, so neither can reach a container unchanged.
 */
export const text = z.string().check(
  z.refine((value) => !value.includes("\0") && value.isWellFormed(), {
    error: "text without NUL and without half of a surrogate pair",
  }),
);

/** Text on one line: a Dockerfile's ENV, ARG and LABEL can hold no line break. */
export const line = text.check(
  z.refine((value) => !/[\n\r\u2028\u2029]/.test(value), {
    error:
      "text on one line (a Dockerfile's ENV and ARG can hold no line break)",
  }),
);

/** It also begins the names of the project's images: https://github.com/distribution/reference */
export const projectName = pattern(
  /^(?=.{1,63}$)[a-z0-9]+(?:(?:_|__|-+)[a-z0-9]+)*$/,
  "lower-case letters and digits, parted by single - or _",
);

/** A service is also a host name on the network, so it keeps to what a name server takes. */
export const serviceName = pattern(
  /^[a-z0-9](?:[a-z0-9_.-]{0,61}[a-z0-9])?$/,
  "lower-case letters, digits, -, _ and ., starting and ending with a letter or digit",
);

/** One component of an image reference: https://github.com/distribution/reference */
export const imageName = pattern(
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+){0,20}$/,
  "lower-case letters and digits, parted by single -, _ or .",
);

/** Names of volumes, networks and secrets. */
export const resourceName = pattern(
  /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/,
  "letters, digits, -, _ and ., starting with a letter or digit",
);

/** What Debian's useradd and busybox's adduser both take. */
export const userName = pattern(
  /^[a-z_][a-z0-9_-]{0,30}$/,
  "lower-case letters, digits, - and _, starting with a letter, at most 31",
);

export const variableName = pattern(
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  "letters, digits and _, not starting with a digit",
);

/** An image reference, as FROM takes it. */
export const imageReference = pattern(
  /^[a-zA-Z0-9][\w.:/@-]*$/,
  "an image reference such as python:3.13-slim",
);

/** YAML's numbers are read as they are typed; in a module 3.10 is 3.1 before anybody sees it. */
export const versionNumber = z.number().check(
  z.refine((value) => !/\.\d$/.test(String(value)), {
    error: 'the version in quotes, such as "3.10": the number 3.10 is 3.1',
  }),
);

export const version = z.union([
  pattern(
    /^\d+(?:\.\d+){0,2}(?:-?(?:a|b|rc)\d*)?$/,
    'a version such as "3.13"; base: names another image',
  ),
  versionNumber,
]);

/** A path in the container. `:` and `,` would end it in a volume, tmpfs or mount option. */
export const containerPath = pattern(
  /^[^\p{Cc}:,\\"$]+$/u,
  'a path in the container such as /app/cache, without : , \\ " $ and control characters',
);

/** The working directory stands in many places of a Dockerfile, so it is plain. */
export const workdir = pattern(
  /^(?:\/(?!\.{1,2}(?:\/|$))[\w.@-]+)+$/,
  "an absolute path of letters, digits, -, _, . and @, such as /app",
);

/** A path in the project; COPY takes *, ? and [ for a pattern and $ for a variable. */
const PROJECT_PATH =
  /^(?![\s/])(?!(?:.*\/)?\.\.(?:\/|$))[^\p{Cc}\p{Zl}\p{Zp}\\"'`$*?[\]:,#!]+(?<!\s)$/u;

/** Whether a path that was found in a project can stand in a spec, and so in what is made of it. */
export const isProjectPath = (path: string): boolean => PROJECT_PATH.test(path);

/** `./src/` is `src`. */
export const plainPath = (path: string): string =>
  path.replace(/^(?:\.\/)+(?=.)/, "").replace(/(?<=.)\/+$/, "");

export const projectPath = z.string().check(
  z.overwrite(plainPath),
  z.regex(PROJECT_PATH, {
    error:
      "a path inside the project, relative to the image's context, without .. and pattern characters",
  }),
);

/** A line of an ignore file: a leading # would be a comment, outer blanks are trimmed. */
export const ignorePattern = pattern(
  /^(?![#\s])[^\p{Cc}]*[^\p{Cc}\s]$|^[^\p{Cc}\s#]$/u,
  "one pattern of an ignore file, without a leading # and outer blanks",
);

/** https://docs.docker.com/reference/compose-file/extension/#specifying-durations */
export const duration = pattern(
  /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/,
  "a duration such as 10s or 1m30s",
);

/** https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values */
export const bytes = pattern(
  /^\d+(?:\.\d+)?(?:[bB]|[kKmMgG][bB]?)$/,
  "an amount of memory such as 512m or 1g",
);

/** A Debian or Alpine package, with a version if wanted: libpq5=17.* */
export const systemPackage = pattern(
  /^[a-z0-9][a-zA-Z0-9+._:-]*(?:[=~<>]+[\w.+:~*-]+)?$/,
  "a package name such as libpq5 or libpq5=17.*",
);

export const portNumber = z
  .int()
  .check(
    z.minimum(1, { error: "a port from 1 to 65535" }),
    z.maximum(65535, { error: "a port from 1 to 65535" }),
  );

/** The digits keep a mode from being read as a decimal number. */
export const mode = pattern(
  /^0?[0-7]{3,4}$/,
  'an octal mode in quotes, such as "0750"',
);

const scalar = z.union([text, z.number(), z.boolean()]);

/** A map, or Compose's list of NAME=value; null hands the host's own value on. */
export const environment = z.union([
  z.record(variableName, z.nullable(scalar)),
  z.array(
    text.check(
      z.regex(/^[A-Za-z_][A-Za-z0-9_]*(?:=|$)/, { error: "NAME=value" }),
    ),
  ),
]);

/** As `environment`, for what an image carries: every value is there, on one line. */
export const imageEnvironment = z.record(
  variableName,
  z.union([line, z.number(), z.boolean()]),
);

export const labels = z.record(
  pattern(/^[\w./-]+$/, "letters, digits, -, _, . and /"),
  z.union([line, z.number(), z.boolean()]),
);

/** What a module can export and YAML cannot hold: functions, dates, circles. */
function isPlain(value: unknown, around: readonly unknown[] = []): boolean {
  if (value === null || ["string", "boolean"].includes(typeof value))
    return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || around.includes(value)) return false;
  const kind = Object.getPrototypeOf(value) as unknown;
  if (![Object.prototype, Array.prototype, null].includes(kind as object))
    return false;
  return Object.values(value).every((each) =>
    isPlain(each, [...around, value]),
  );
}

/** Anything that Compose takes and we do not model. */
export const raw = z.record(
  text,
  z.unknown().check(
    z.refine((value) => isPlain(value), {
      error: "plain data: text, numbers, true or false, lists and mappings",
    }),
  ),
);
