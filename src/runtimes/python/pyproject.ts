import { parse, TomlError } from "smol-toml";

type Table = Record<string, unknown>;

const table = (value: unknown): Table =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** The name of a requirement, normalized: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export const packageName = (requirement: string): string =>
  /^[\w.-]*/
    .exec(requirement.trim())![0]
    .replace(/[-_.]+/g, "-")
    .toLowerCase();

/** What a Dockerfile depends on in a pyproject.toml. */
export interface Pyproject {
  readonly requiresPython: string | null;
  /** Whether there is something to install: https://docs.astral.sh/uv/concepts/projects/config/#project-packaging */
  readonly isPackage: boolean;
  readonly usesUv: boolean;
  readonly hasDependencies: boolean;
  /** Files that building the package reads: the readme and the licence. */
  readonly files: readonly string[];
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Globs of the workspace's members. */
  readonly members: readonly string[];
  readonly scripts: readonly string[];
  /** Names of the packages that production and development ask for. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
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
  const named = [
    project.readme,
    table(project.readme).file,
    table(project.license).file,
  ];
  return {
    requiresPython:
      typeof project["requires-python"] === "string"
        ? project["requires-python"]
        : null,
    isPackage:
      uv.package === undefined ? "build-system" in root : uv.package === true,
    usesUv: "uv" in table(root.tool),
    hasDependencies: texts(project.dependencies).length > 0,
    files: [...texts(named), ...texts(project["license-files"])].filter(
      (file) => !/[*?[]/.test(file),
    ),
    extras: Object.keys(table(project["optional-dependencies"])),
    groups: Object.keys(table(root["dependency-groups"])),
    members: texts(table(uv.workspace).members),
    scripts: Object.keys(table(project.scripts)),
    dependencies: texts(project.dependencies).map(packageName),
    developmentDependencies: [
      ...texts(table(root["dependency-groups"]).dev),
      ...texts(uv["dev-dependencies"]),
      ...texts(table(project["optional-dependencies"]).dev),
    ].map(packageName),
  };
}
