import { parse, TomlError } from "smol-toml";

type Table = Record<string, unknown>;

const table = (value: unknown): Table =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/**
 * The name of a requirement, as every spelling of it is compared; empty where it has none:
 * https://packaging.python.org/en/latest/specifications/name-normalization/
 */
export const packageName = (requirement: string): string =>
  (/^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1] ?? "")
    .toLowerCase()
    .replace(/[-_.]+/g, "-");

/** The packages that requirements name. */
const required = (value: unknown): string[] =>
  texts(value).map(packageName).filter(Boolean);

const requiredByAny = (value: unknown): string[] =>
  Object.values(table(value)).flatMap(required);

/** What a Dockerfile depends on in a pyproject.toml. */
export interface Pyproject {
  /** The project's name in its plain spelling, or null where there is none that could be one. */
  readonly name: string | null;
  readonly requiresPython: string | null;
  /** Whether there is something to install: https://docs.astral.sh/uv/concepts/projects/config/#project-packaging */
  readonly isPackage: boolean;
  readonly usesUv: boolean;
  readonly hasDependencies: boolean;
  /** Files that building the package reads: the readme and the licence. */
  readonly files: readonly string[];
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Globs of the workspace's members; a `!` in front leaves out. */
  readonly members: readonly string[];
  /** The names of what it runs with, and of what only working on it takes. */
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
  readonly scripts: readonly string[];
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
  const workspace = table(uv.workspace);
  const groups = table(root["dependency-groups"]);
  return {
    name: required([project.name])[0] ?? null,
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
    groups: Object.keys(groups),
    members: [
      ...texts(workspace.members),
      ...texts(workspace.exclude).map((glob) => `!${glob}`),
    ],
    dependencies: [
      ...required(project.dependencies),
      ...requiredByAny(project["optional-dependencies"]),
    ],
    developmentDependencies: [
      ...requiredByAny(groups),
      ...required(uv["dev-dependencies"]),
    ],
    scripts: Object.keys(table(project.scripts)),
  };
}
