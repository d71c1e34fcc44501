import type { ContextFiles } from "../../model/snapshot.ts";
import type { CompiledSource, SourcePath } from "../../model/toolchain.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import type { ImageProblem } from "../runtime.ts";
import { below, chooseMember, closure, ownerOf } from "../workspace.ts";
import { runScript } from "./build.ts";
import { MANAGER_FILES } from "./choose.ts";
import { following, leftOutOf } from "./install-scripts.ts";
import type { PackageJson } from "./package-json.ts";
import {
  isBuildFile,
  isReadAtRunTime,
  readPackage,
  type NodePackage,
} from "./package.ts";
import type { NodeWorkspace } from "./toolchain.ts";
import { findMembers, type NodeMember } from "./workspace.ts";

type Manager = "npm" | "pnpm";

/** What an image is made of: the project's one package, or a member of its workspace and all that it takes. */
export interface TakenPackages {
  /** Each behind those that it depends on; the last one is what the image runs. */
  readonly packages: readonly NodePackage[];
  readonly workspace: NodeWorkspace | null;
  readonly compiled: readonly CompiledSource[];
  readonly problem: ImageProblem | null;
}

/** For each member that others import as its build made it: how to make it again, with what is made of it. */
function compiledSources(
  manager: Manager,
  members: readonly NodeMember[],
  packages: readonly NodePackage[],
): CompiledSource[] {
  const built = packages.slice(0, -1).filter(({ isBuilt }) => isBuilt);
  const takes = (folder: string, other: string) => {
    const start = members.find((member) => member.folder === folder)!;
    return closure(members, start, true).some((each) => each.folder === other);
  };
  return built.map(({ folder, source }) => {
    const again = built.filter((each) => takes(each.folder, folder));
    const folders = again.map((each) => each.folder);
    return { paths: source, command: runScript(manager, "build", folders) };
  });
}

const foldersOf = (taken: readonly { readonly folder: string }[]) =>
  taken.map(({ folder }) => folder);

/** The packages whose source an image takes. */
export function takePackages(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
  manifest: PackageJson,
  manager: Manager,
): TakenPackages {
  const members = findMembers(files, manager, manifest);
  const choice = chooseMember(image.workspace, members, "package.json");
  const { member, problem } = choice;
  if (!member) {
    const options = { written, output: image.output, isLibrary: false };
    const packages = [
      readPackage(files, ".", manifest, { ...options, members: [] }),
    ];
    return { packages, workspace: null, compiled: [], problem };
  }
  const everything = closure(members, member, true);
  const packages = everything.map((each) => {
    const isLibrary = each !== member;
    return readPackage(files, each.folder, each.manifest, {
      written: isLibrary ? [] : written,
      output: isLibrary ? undefined : image.output,
      isLibrary,
      members: foldersOf(members),
    });
  });
  const workspace = {
    production: foldersOf(closure(members, member, false)),
    everything: foldersOf(everything),
    built: foldersOf(packages.filter(({ isBuilt }) => isBuilt)),
  };
  const compiled = compiledSources(manager, members, packages);
  return { packages, workspace, compiled, problem };
}

/** What becomes of the scripts that installing would run: those of the packages, and of a workspace's root. */
export function splitInstallScripts(
  root: PackageJson,
  { packages, workspace }: TakenPackages,
  manager: Manager,
) {
  const members = packages.filter(({ folder }) => folder !== ".");
  const all = [{ folder: ".", manifest: root }, ...members];
  return {
    leftOut: all
      .map(({ folder, manifest }) => ({ folder, scripts: leftOutOf(manifest) }))
      .filter(({ scripts }) => scripts.length > 0),
    following: packages.flatMap(({ folder, manifest }) =>
      following(manifest).map((script) =>
        runScript(manager, script, workspace && folder !== "." ? [folder] : []),
      ),
    ),
  };
}

/** What building reads beside the source: a workspace's root holds what its members' configuration extends. */
export function findBuildFiles(
  { packages }: TakenPackages,
  files: ContextFiles,
): string[] {
  const root = files.paths.filter(isBuildFile);
  return [
    ...new Set([...root, ...packages.flatMap((each) => each.buildFiles)]),
  ];
}

/** What installing reads: manifests, the lockfile, the manager's configuration, patches. */
export function findManifests(
  { packages }: TakenPackages,
  manager: Manager,
  lockfile: string | null,
  files: ContextFiles,
): string[] {
  const { configuration } = MANAGER_FILES[manager];
  const present = ["package.json", lockfile ?? "", ...configuration];
  const patches = files.paths.filter((path) => path.startsWith("patches/"));
  const members = packages.map(({ folder }) => below(folder, "package.json"));
  const all = [...present, ...patches, ...members];
  return [...new Set(all)].filter((path) => files.has(path));
}

/** Of the source, what production reads as it is; a path outside every package belongs to whoever named it. */
export function findAssets(
  { packages, workspace }: TakenPackages,
  source: readonly SourcePath[],
  include: readonly SourcePath[],
): SourcePath[] {
  const isIncluded = ({ path }: SourcePath) =>
    include.some((each) => each.path === path);
  const read = source
    .filter((each) => !isIncluded(each))
    .filter(({ path }) => {
      const owner = ownerOf(packages, path);
      if (!owner) return true;
      const isShipped = workspace?.production.includes(owner.folder) ?? true;
      return isShipped && isReadAtRunTime(owner, path);
    });
  // What lies in a folder that is read as it is comes along with it.
  const isRead = ({ path }: SourcePath) =>
    read.some((each) => path.startsWith(`${each.path}/`));
  return [...read, ...include.filter((each) => !isRead(each))];
}
