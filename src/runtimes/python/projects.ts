import type { ContextFiles } from "../../model/snapshot.ts";
import type { SourcePath } from "../../model/toolchain.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { findSource, type SourceRules } from "../find-source.ts";
import type { ImageProblem } from "../runtime.ts";
import {
  below,
  chooseMember,
  closure,
  filesBelow,
  memberFolders,
  ownerOf,
  seenFrom,
  type Member,
} from "../workspace.ts";
import { readPyproject, type Pyproject } from "./pyproject.ts";
import { readSetup } from "./setup.ts";
import type { PythonWorkspace } from "./toolchain.ts";

const SOURCE: SourceRules = {
  code: /\.pyi?$/,
  topFiles:
    /^(?!setup\.py$|noxfile\.py$|conftest\.py$|tasks\.py$|fabfile\.py$)[^.].*\.py$|^alembic\.ini$/,
  data: new Set(
    "templates static locale locales migrations alembic public assets config".split(
      " ",
    ),
  ),
  developmentFiles:
    /^(?:conftest\.py|pytest\.ini|ruff\.toml|mypy\.ini|tox\.ini|\.coveragerc)$/,
};

/** What building a package reads beside pyproject.toml and its source. */
const BUILD_FILES = ["setup.py", "setup.cfg", "MANIFEST.in"];

/** One project with what lies around it; every path is seen from the context. */
export interface PythonProject {
  readonly folder: string;
  /** Null where there is none that can be read. */
  readonly pyproject: Pyproject | null;
  /** Whether it is built and installed, or only run from its folder. */
  readonly isPackage: boolean;
  readonly source: readonly string[];
  readonly tests: readonly string[];
  /** What building it may read beside its source. */
  readonly extras: readonly string[];
}

interface PythonMember extends Member {
  readonly pyproject: Pyproject;
}

/** What an image is made of: the context's one project, or a member of its workspace and all that it takes. */
export interface TakenProjects {
  /** Each behind those that it depends on; the last one is what the image runs. */
  readonly projects: readonly PythonProject[];
  readonly workspace: PythonWorkspace | null;
  readonly problem: ImageProblem | null;
}

function readProject(
  context: ContextFiles,
  folder: string,
  pyproject: Pyproject | null,
  written: readonly string[],
  members: readonly string[],
): PythonProject {
  const files = filesBelow(context, folder, members);
  const found = findSource(files, SOURCE, { written, started: [] });
  const outside = (path: string) => below(folder, path);
  const setup = readSetup(files);
  // A pyproject.toml that only configures tools says nothing of what is installed.
  const isPackage = pyproject?.isPackage
    ? true
    : !(pyproject?.isProject ?? false) && setup.hasSetupPy;
  const named = [...BUILD_FILES, ...(pyproject?.files ?? []), ...setup.files];
  return {
    folder,
    pyproject,
    isPackage,
    source: found.source.map(outside),
    tests: found.tests.map(outside),
    extras: isPackage ? [...new Set(named)].filter(files.has).map(outside) : [],
  };
}

/** The members of uv's workspace: https://docs.astral.sh/uv/concepts/projects/workspaces/ */
function findMembers(
  files: ContextFiles,
  root: Pyproject | null,
): PythonMember[] {
  if (root === null || root.members.length === 0) return [];
  const folders = memberFolders(files, "pyproject.toml", root.members);
  if (folders.length === 0) return [];
  return [".", ...folders].flatMap((folder) => {
    const read = readPyproject(
      files.read(below(folder, "pyproject.toml")) ?? "",
    );
    if (typeof read === "string" || read.name === null) return [];
    const { name, dependencies, developmentDependencies } = read;
    const member = { folder, name, dependencies, developmentDependencies };
    return [{ ...member, pyproject: read }];
  });
}

/** The projects whose source an image takes. */
export function takeProjects(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
  pyproject: Pyproject | null,
  packageManager: "uv" | "pip",
): TakenProjects {
  const members = packageManager === "uv" ? findMembers(files, pyproject) : [];
  const choice = chooseMember(image.workspace, members, "pyproject.toml");
  const { member, problem } = choice;
  if (!member) {
    const projects = [readProject(files, ".", pyproject, written, [])];
    return { projects, workspace: null, problem };
  }
  const everything = closure(members, member, true);
  const projects = everything.map((each) =>
    readProject(
      files,
      each.folder,
      each.pyproject,
      each === member ? written : [],
      members.map(({ folder }) => folder),
    ),
  );
  const production = closure(members, member, false);
  const workspace = {
    package: member.name!,
    production: production.map(({ folder }) => folder),
    // Whether the lockfile still fits can only be seen with all of them.
    manifests: members
      .filter(({ folder }) => folder !== ".")
      .map(({ folder }) => `${folder}/pyproject.toml`),
  };
  return { projects, workspace, problem };
}

/** What lies beside a package and is read from the working directory: migrations, templates, data. */
function isBeside(files: ContextFiles, { path, isFolder }: SourcePath) {
  const holdsCode = files.paths.some(
    (each) => each.startsWith(`${path}/`) && SOURCE.code.test(each),
  );
  return (
    SOURCE.data.has(path) ||
    SOURCE.topFiles.test(path) ||
    (isFolder && !holdsCode)
  );
}

const isIn = (source: SourcePath, path: string): boolean =>
  path === source.path || path.startsWith(`${source.path}/`);

/** What is built and installed of an image's projects, what building reads, and what production takes as it lies. */
export function packagesOf(
  { projects, workspace }: TakenProjects,
  files: ContextFiles,
  source: readonly SourcePath[],
  include: readonly string[],
) {
  const isShipped = ({ folder }: { folder: string }) =>
    workspace?.production.includes(folder) ?? true;
  const extras = projects
    .flatMap((project) => project.extras)
    .filter((path) => !source.some((each) => isIn(each, path)));
  // A path outside every project belongs to whoever named it.
  const shipped = source.filter(({ path }) => {
    const owner = ownerOf(projects, path);
    return owner === null || isShipped(owner);
  });
  const isRead = (each: SourcePath) => {
    const owner = ownerOf(projects, each.path);
    if (!owner?.isPackage || include.includes(each.path)) return true;
    const path = seenFrom(owner.folder, each.path);
    return isBeside(filesBelow(files, owner.folder), { ...each, path });
  };
  const packages = projects.filter((each) => each.isPackage && isShipped(each));
  return {
    folder: projects.at(-1)!.folder,
    groupsLeftOut: projects.at(-1)!.pyproject?.groupsLeftOut ?? [],
    isPackage: packages.length > 0,
    isEditable: projects.some(({ isPackage }) => isPackage),
    packages: packages.map(({ folder }) => folder),
    extras,
    buildFiles: extras.filter((path) =>
      BUILD_FILES.includes(path.slice(path.lastIndexOf("/") + 1)),
    ),
    shipped,
    besidePackage: packages.length > 0 ? shipped.filter(isRead) : [],
    workspace,
  };
}
