import { posix } from "node:path";

/** A container path, absolute: a relative one starts at the working directory. */
export const inContainer = (workdir: string, path: string): string =>
  posix.resolve(workdir, path);

/** A path of the project: a context's path seen from the project. */
export const inProject = (context: string, path: string): string =>
  posix.normalize(posix.join(context, path)).replace(/(?<=.)\/$/, "");

/** Whether a path is another one or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === "." ||
  path === folder ||
  path.startsWith(folder === "/" ? "/" : `${folder}/`);

/** A path of the project as a context sees it, which is how Compose and Bake name a Dockerfile. */
export const fromContext = (context: string, path: string): string =>
  posix.relative(context, path);

/** The permission bits of a tmpfs: /tmp is everybody's, any other the user's alone unless the spec says otherwise. */
export const tmpfsMode = (
  place: string,
  written: string | null = null,
): string => written?.padStart(4, "0") ?? (place === "/tmp" ? "1777" : "0700");
