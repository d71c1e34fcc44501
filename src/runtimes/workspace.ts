import type { ContextFiles } from "../model/snapshot.ts";
import { isProjectPath } from "../spec/schema/scalars.ts";
import { suggestOrList } from "../spec/suggest.ts";
import { matchesGlobs } from "./match-glob.ts";
import type { ImageProblem } from "./runtime.ts";

/** A package of a workspace. */
export interface Member {
  /** Its folder in the context; `.` is the workspace's root. */
  readonly folder: string;
  readonly name: string | null;
  /** The names of what it runs with, and of what only working on it takes. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
}

/**
 * The files of a context that lie in one of its folders.
 *
 * @param members Folders of a workspace; those inside the folder are not its own.
 */
export function filesBelow(
  files: ContextFiles,
  folder: string,
  members: readonly string[] = [],
): ContextFiles {
  const prefix = folder === "." ? "" : `${folder}/`;
  const inner = members
    .filter(
      (each) => each !== folder && each !== "." && each.startsWith(prefix),
    )
    .map((each) => `${each}/`);
  return {
    paths: files.paths
      .filter((path) => path.startsWith(prefix))
      .filter((path) => !inner.some((each) => path.startsWith(each)))
      .map((path) => path.slice(prefix.length)),
    has: (path) => files.has(prefix + path),
    read: (path) => files.read(prefix + path),
  };
}

/** A path of one of the context's folders, seen from the context. */
export const below = (folder: string, path: string): string =>
  folder === "." ? path : `${folder}/${path}`;

/** A path of the context, seen from one of its folders. */
export const seenFrom = (folder: string, path: string): string =>
  folder !== "." && path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : path;

/** The folders that hold a manifest and that a workspace's patterns name, sorted. */
export function memberFolders(
  files: ContextFiles,
  manifest: string,
  globs: readonly string[],
): string[] {
  return files.paths
    .filter((path) => path.endsWith(`/${manifest}`))
    .map((path) => path.slice(0, -manifest.length - 1))
    .filter((folder) => isProjectPath(folder) && matchesGlobs(folder, globs));
}

/**
 * A member and every other one that it takes, each behind those that it depends on, itself last.
 *
 * @param isDevelopment Whether what only working on a member takes counts too.
 */
export function closure<Of extends Member>(
  members: readonly Of[],
  start: Of,
  isDevelopment: boolean,
): Of[] {
  const taken: Of[] = [];
  const seen = new Set<Of>();
  const visit = (member: Of): void => {
    if (seen.has(member)) return;
    seen.add(member);
    const names = new Set([
      ...member.dependencies,
      ...(isDevelopment ? member.developmentDependencies : []),
    ]);
    for (const other of members)
      if (other.name !== null && names.has(other.name)) visit(other);
    taken.push(member);
  };
  visit(start);
  return taken;
}

/** The one of some folders in which a path lies, the innermost; null where it lies in none. */
export function ownerOf<Of extends { readonly folder: string }>(
  folders: readonly Of[],
  path: string,
): Of | null {
  const around = folders.filter(
    ({ folder }) => folder === "." || path.startsWith(`${folder}/`),
  );
  const depth = ({ folder }: Of) => (folder === "." ? 0 : folder.length);
  return around.sort((one, other) => depth(other) - depth(one))[0] ?? null;
}

export interface ChosenMember<Of extends Member> {
  /** Null where there is no workspace, or no member could be chosen. */
  readonly member: Of | null;
  readonly problem: ImageProblem | null;
}

/** The member that a spec names by its folder or by its name. */
export function chooseMember<Of extends Member>(
  written: string | undefined,
  members: readonly Of[],
  manifest: string,
): ChosenMember<Of> {
  const problem = (message: string, advice: string) => ({
    member: null,
    problem: { key: ["workspace"], message, advice },
  });
  // A root that runs with nothing only holds its members together.
  const folders = members
    .filter((each) => each.folder !== "." || each.dependencies.length > 0)
    .map(({ folder }) => folder);
  if (members.length === 0) {
    if (written === undefined) return { member: null, problem: null };
    return problem(
      `${manifest} is not the root of a workspace`,
      "take it out, or write context: and the folder of the root",
    );
  }
  if (written === undefined) {
    return problem(
      `${manifest} is the root of a workspace, and the image does not say which member it runs`,
      `write workspace: and one of ${folders.join(", ")}`,
    );
  }
  const member = members.find(
    ({ folder, name }) => folder === written || name === written,
  );
  if (member) return { member, problem: null };
  const known = members.flatMap(({ folder, name }) => [folder, name ?? folder]);
  const meant = suggestOrList(written, known);
  return problem(
    `no member of the workspace is called ${JSON.stringify(written)}`,
    meant.startsWith("did") ? meant : suggestOrList(written, folders),
  );
}
