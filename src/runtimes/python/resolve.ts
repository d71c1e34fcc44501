import type { ContextFiles } from "../../model/snapshot.ts";
import type { SourcePath } from "../../model/toolchain.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { findSource, withKinds, type SourceRules } from "../find-source.ts";
import type { Resolution } from "../runtime.ts";
import { chooseManager, chooseVersion } from "./choose.ts";
import { pythonProblems, pythonWarnings } from "./notices.ts";
import { readPyproject, type Pyproject } from "./pyproject.ts";
import { findRequirements, type Requirements } from "./requirements.ts";
import type { PythonToolchain } from "./toolchain.ts";

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

/** What lies beside a package and is read from the working directory: migrations, templates, data. */
const isBesidePackage =
  ({ paths }: ContextFiles) =>
  ({ path, isFolder }: SourcePath) =>
    SOURCE.data.has(path) ||
    SOURCE.topFiles.test(path) ||
    (isFolder &&
      !paths.some(
        (each) => each.startsWith(`${path}/`) && SOURCE.code.test(each),
      ));

/** The files that installing reads, and of those the ones that only development does. */
function findManifests(
  packageManager: "uv" | "pip",
  files: ContextFiles,
  requirements: Requirements,
) {
  if (packageManager === "uv") {
    const all = ["pyproject.toml", "uv.lock"].filter((path) => files.has(path));
    return { all, development: [] };
  }
  const { productionFiles, developmentFiles } = requirements;
  const development = developmentFiles.filter(
    (path) => !productionFiles.includes(path),
  );
  const project = files.has("pyproject.toml") ? ["pyproject.toml"] : [];
  return { all: [...project, ...productionFiles, ...development], development };
}

/** What pip installs, and from where. */
function forPip(pyproject: Pyproject | null, requirements: Requirements) {
  const { production, development } = requirements;
  const isDevelopment = (extra: string) => /^dev(?:elopment)?$/.test(extra);
  return {
    requirements: [production ?? []].flat(),
    developmentRequirements: [development ?? []].flat(),
    dependenciesInPyproject:
      production === null && (pyproject?.hasDependencies ?? false),
    developmentExtra: pyproject?.extras.find(isDevelopment) ?? null,
  };
}

/** The packages that only development asks for. */
function developmentPackages(
  pyproject: Pyproject | null,
  requirements: Requirements,
): string[] {
  const asked = [pyproject, requirements];
  const shipped = asked.flatMap((each) => each?.dependencies ?? []);
  return asked
    .flatMap((each) => each?.developmentDependencies ?? [])
    .filter((name) => !shipped.includes(name));
}

/** Whether there is a package to install, what building it reads, and what lies beside it. */
function forPackage(
  pyproject: Pyproject | null,
  files: ContextFiles,
  source: readonly SourcePath[],
) {
  const isPackage = pyproject?.isPackage ?? files.has("setup.py");
  if (!isPackage) {
    return { isPackage, extras: [], buildFiles: [], besidePackage: [] };
  }
  const isExtra = (path: string) =>
    files.has(path) && !source.some((each) => each.path === path);
  const extras = [...BUILD_FILES, ...(pyproject?.files ?? [])].filter(isExtra);
  return {
    isPackage,
    extras,
    buildFiles: extras.filter((path) => BUILD_FILES.includes(path)),
    besidePackage: source.filter(isBesidePackage(files)),
  };
}

/** Reads a Python project's own files: https://packaging.python.org/en/latest/specifications/pyproject-toml/ */
export function resolvePython(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
): Resolution<PythonToolchain> {
  const text = files.read("pyproject.toml");
  const read = text === null ? null : readPyproject(text);
  const pyproject: Pyproject | null = typeof read === "string" ? null : read;
  const requirements = findRequirements(files);
  const packageManager = chooseManager(image, files, pyproject, requirements);
  const range = pyproject?.requiresPython ?? null;
  const { version, problem } = chooseVersion(image, files, range);
  const manifests = findManifests(packageManager, files, requirements);
  const found = findSource(files, SOURCE, written);
  const source = withKinds(files, image.source ?? found.source);
  const hasUvLock = files.has("uv.lock");
  const uvLock = hasUvLock ? "uv.lock" : null;
  const hasSource = source.length > 0;
  const facts = { packageManager, pyproject: read, requirements };
  const told = { ...facts, hasUvLock, hasSource };
  return {
    problems: [...pythonProblems(told), ...(problem ? [problem] : [])],
    warnings: [...pythonWarnings(told)],
    toolchain: {
      runtime: "python",
      packageManager,
      version,
      baseImage: `python:${version}-slim`,
      folder: ".",
      compiled: [],
      source,
      tests: withKinds(files, image.tests ?? found.tests),
      manifests: [...manifests.all, ...(image.manifests ?? [])],
      developmentManifests: manifests.development,
      lockfile: packageManager === "pip" ? requirements.production : uvLock,
      developmentPackages: developmentPackages(pyproject, requirements),
      commands: { development: null, production: null },
      ...forPackage(pyproject, files, source),
      ...forPip(pyproject, requirements),
    },
  };
}
