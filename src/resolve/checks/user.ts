import type { Check } from "./check.ts";

/** Users and groups of Debian's and Alpine's base systems; groups too, since the user's group bears its name. */
const TAKEN = new Set(
  (
    "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc nobody nogroup _apt adm tty disk dialout fax voice " +
    "cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev staff users ftp ping guest wheel kmem input"
  ).split(" "),
);

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
