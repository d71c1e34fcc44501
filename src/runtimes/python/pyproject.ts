import { parse, TomlError } from "smol-toml";
import { isForDevelopment, readGroups } from "./dependency-groups.ts";
import { extraWithNested } from "./extras.ts";
import { packageName, table, texts, type Table } from "./requirement.ts";

/** The packages that requirements name. */
const required = (value: unknown): string[] =>
  texts(value).map(packageName).filter(Boolean);

/** What a Dockerfile depends on in a pyproject.toml. */
export interface Pyproject {
  /** The project's name in its plain spelling, or null where there is none that could be one. */
  readonly name: string | null;
  readonly requiresPython: string | null;
  /** Whether there is something to install: https://docs.astral.sh/uv/concepts/projects/config/#project-packaging */
  readonly isPackage: boolean;
  readonly usesUv: boolean;
  /** Whether there is something for uv to sync: a project, groups, or a workspace that has neither itself. */
  readonly isForUv: boolean;
  /** Whether what it runs with is named where only Poetry reads it. */
  readonly isForPoetry: boolean;
  /** Whether there is a [project], which says all that there is to install. */
  readonly isProject: boolean;
  readonly hasDependencies: boolean;
  /** Files that building the package reads: the readme and the licence. */
  readonly files: readonly string[];
  readonly extras: readonly string[];
  /** The extra for development with those that it asks for of the same project; null where they cannot be told. */
  readonly developmentExtras: readonly string[] | null;
  /** Groups that production has to leave out by their names. */
  readonly groupsLeftOut: readonly string[];
  /** Globs of the workspace's members; a `!` in front leaves out. */
  readonly members: readonly string[];
  /** What it runs with, as it is written. */
  readonly requirements: readonly string[];
  /** The names of what it runs with, and of what only working on it takes. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
  readonly scripts: readonly string[];
}

/** Which tools the file is written for. */
function toolsOf(root: Table) {
  const tools = table(root.tool);
  const isProject = "project" in root;
  const hasWorkspace = "workspace" in table(tools.uv);
  return {
    isProject,
    usesUv: "uv" in tools,
    isForUv: isProject || "dependency-groups" in root || hasWorkspace,
    isForPoetry: !isProject && "poetry" in tools,
  };
}

/** Files that setuptools reads a project's version, readme or dependencies from. */
const dynamicFiles = (root: Table): string[] =>
  Object.values(table(table(table(root.tool).setuptools).dynamic)).flatMap(
    (value) => texts([table(value).file].flat()),
  );

function developmentExtras(project: Table): string[] | null {
  const extras = table(project["optional-dependencies"]);
  const extra = Object.keys(extras).find((each) =>
    /^dev(?:elopment)?$/.test(each),
  );
  return extra === undefined
    ? []
    : extraWithNested(extras, String(project.name), extra);
}

/** @returns What the file says, or the message of its first error. */
export function readPyproject(text: string): Pyproject | string {
  let root: Table;
  try {
    root = parse(text);
  } catch (error) {
    if (error instanceof TomlError) return error.message.split("\n")[0]!;
    throw error;
  }
  const project = table(root.project);
  const uv = table(table(root.tool).uv);
  const { readme, license } = project;
  const named = [readme, table(readme).file, table(license).file];
  const read = [...texts(named), ...texts(project["license-files"])];
  const workspace = table(uv.workspace);
  const groups = readGroups(
    table(root["dependency-groups"]),
    uv["default-groups"],
  );
  const requirements = [...texts(project.dependencies), ...groups.production];
  const extras = Object.entries(table(project["optional-dependencies"]));
  /** What some extras ask for; one may ask for another one of the same project. */
  const ofExtras = (isMeant: (name: string) => boolean) =>
    extras.flatMap(([name, list]) => (isMeant(name) ? required(list) : []));
  const [name = null] = required([project.name]);
  return {
    name,
    requiresPython:
      typeof project["requires-python"] === "string"
        ? project["requires-python"]
        : null,
    isPackage:
      uv.package === undefined ? "build-system" in root : uv.package === true,
    ...toolsOf(root),
    hasDependencies: texts(project.dependencies).length > 0,
    files: [...read, ...dynamicFiles(root)].filter(
      (file) => !/[*?[]/.test(file),
    ),
    extras: extras.map(([extra]) => extra),
    developmentExtras: developmentExtras(project),
    groupsLeftOut: groups.leftOut,
    members: [
      ...texts(workspace.members),
      ...texts(workspace.exclude).map((glob) => `!${glob}`),
    ],
    requirements,
    dependencies: [
      ...required(requirements),
      ...ofExtras((extra) => !isForDevelopment(extra)),
    ],
    developmentDependencies: [
      ...required(groups.development),
      ...required(uv["dev-dependencies"]),
      ...ofExtras(isForDevelopment),
    ].filter((each) => each !== name),
    scripts: Object.keys(table(project.scripts)),
  };
}
