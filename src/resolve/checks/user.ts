import type { Check } from "./check.ts";

/** Users and groups of Debian's and Alpine's base systems; groups too, since the user's group bears its name. */
const TAKEN = new Set(
  (
    "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc nobody nogroup _apt adm tty disk dialout fax voice " +
    "cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev staff users ftp ping guest wheel kmem input"
  ).split(" "),
);

/** The build arguments that USER reads: an ENV or ARG of the name would decide over them. */
const RESERVED = ["APP_UID", "APP_GID"];

/** Nothing of an image gives it another user. */
export const userArguments: Check = function* ({ spec }) {
  for (const [image, parts] of Object.entries(spec.images ?? {})) {
    for (const key of ["environment", "args"] as const) {
      for (const name of RESERVED) {
        if (!Object.hasOwn(parts[key] ?? {}, name)) continue;
        yield {
          path: ["images", image, key, name],
          message: `${name} is the build argument that says who runs`,
          advice: "take it out, and write user: { uid: 1000, gid: 1000 }",
        };
      }
    }
  }
};

/** The user's name is free in every base image. */
export const user: Check = function* ({ spec }) {
  const name = spec.user?.name;
  if (name !== undefined && TAKEN.has(name)) {
    yield {
      path: ["user", "name"],
      message: `${name} is a user or group of the base image`,
      advice: "write a name of your own, such as app",
    };
  }
};
