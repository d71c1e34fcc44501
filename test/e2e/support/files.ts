import { output } from "./command.ts";

/** One path in an image. */
export interface Entry {
  readonly path: string;
  /** As `find` names it: f, d, l. */
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

const SET_ID = 0o6000;

/** Every path in an image. */
export async function filesOf(image: string): Promise<Map<string, Entry>> {
  const find = ["/", "-xdev", "-printf", "%y %m %U %G %p\\n"];
  const sandbox = ["--rm", "--user", "0", "--network", "none"];
  const text = await output([
    "docker",
    "run",
    ...sandbox,
    "--entrypoint",
    "find",
    image,
    ...find,
  ]);
  const entries = text
    .trimEnd()
    .split("\n")
    .map((line): Entry => {
      const [type = "", mode = "", uid, gid, ...path] = line.split(" ");
      return {
        path: path.join(" "),
        type,
        mode: Number.parseInt(mode, 8),
        uid: Number(uid),
        gid: Number(gid),
      };
    });
  return new Map(entries.map((entry) => [entry.path, entry]));
}

export const isSetId = ({ type, mode }: Entry): boolean =>
  type === "f" && (mode & SET_ID) !== 0;

/** Whether a user may change a path, by the classic permission bits. */
export function isWritable(
  { type, mode, uid, gid }: Entry,
  user: { readonly uid: number; readonly gid: number },
): boolean {
  if (type === "l") return false;
  if (uid === user.uid) return (mode & 0o200) !== 0;
  return (mode & (gid === user.gid ? 0o020 : 0o002)) !== 0;
}

export const isUnder = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);
