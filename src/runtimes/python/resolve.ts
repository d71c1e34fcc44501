import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { withIncluded, withKinds } from "../find-source.ts";
import type { Resolution } from "../runtime.ts";
import { chooseManager, chooseVersion } from "./choose.ts";
import { packagesOf, takeProjects, type TakenProjects } from "./projects.ts";
import { pythonProblems, pythonWarnings } from "./notices.ts";
import { readPyproject, type Pyproject } from "./pyproject.ts";
import { findRequirements, type Requirements } from "./requirements.ts";
import { packageName } from "./requirement.ts";
import { readSetup, type Setup } from "./setup.ts";
import type { PythonToolchain } from "./toolchain.ts";

/** The files that installing reads, and of those the ones that only development does. */
function findManifests(
  packageManager: "uv" | "pip",
  files: ContextFiles,
  requirements: Requirements,
  { workspace }: TakenProjects,
  listing: PythonToolchain["listing"],
) {
  if (packageManager === "uv") {
    const root = ["pyproject.toml", "uv.lock"];
    const all = [
      ...root.filter((path) => files.has(path)),
      ...(workspace?.manifests ?? []),
    ];
    return { all, development: [] };
  }
  const { productionFiles, developmentFiles } = requirements;
  const development = developmentFiles.filter(
    (path) => !productionFiles.includes(path),
  );
  const project = ["pyproject.toml", listing ?? "pyproject.toml"];
  const named = [...new Set(project)].filter(files.has);
  return { all: [...named, ...productionFiles, ...development], development };
}

/** What pip installs, and from where. */
function forPip(
  pyproject: Pyproject | null,
  requirements: Requirements,
  setup: Setup,
) {
  const { production, development } = requirements;
  const isListed = pyproject?.hasDependencies ?? false;
  const own = isListed ? ("pyproject.toml" as const) : setup.listing;
  return {
    requirements: [production ?? []].flat(),
    developmentRequirements: [development ?? []].flat(),
    installsApart: requirements.isApart,
    listing: production === null ? own : null,
    developmentExtras: pyproject?.developmentExtras ?? [],
  };
}

/** What production asks for, and the packages that only development does. */
function packagesAsked(
  taken: TakenProjects,
  requirements: Requirements,
  setup: Setup,
) {
  const asked = [
    ...taken.projects.flatMap(({ pyproject }) => pyproject ?? []),
    requirements,
    {
      requirements: setup.requirements,
      dependencies: setup.requirements.map(packageName),
      developmentDependencies: [],
    },
  ];
  const shipped = asked.flatMap(({ dependencies }) => dependencies);
  const working = asked.flatMap((each) => each.developmentDependencies);
  return {
    productionRequirements: asked.flatMap((each) => each.requirements),
    developmentPackages: [...new Set(working)].filter(
      (name) => !shipped.includes(name),
    ),
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
  const taken = takeProjects(image, files, written, pyproject, packageManager);
  const range = pyproject?.requiresPython ?? null;
  const { version, problem } = chooseVersion(image, files, range);
  const setup = readSetup(files);
  const forInstaller = forPip(pyproject, requirements, setup);
  const { listing } = forInstaller;
  const manifests = findManifests(
    packageManager,
    files,
    requirements,
    taken,
    listing,
  );
  const found = (kind: "source" | "tests") =>
    image[kind] ?? taken.projects.flatMap((each) => each[kind]);
  const { include = [] } = image;
  const source = withKinds(files, withIncluded(found("source"), include));
  const hasUvLock = files.has("uv.lock");
  const uvLock = hasUvLock ? "uv.lock" : null;
  const hasSource = source.length > 0;
  const facts = { packageManager, pyproject: read, requirements };
  const memberProblem = taken.problem;
  const seen = { hasUvLock, hasSource, memberProblem };
  const told = { ...facts, ...seen, setup, listing, version };
  return {
    problems: [...pythonProblems(told), ...(problem ? [problem] : [])],
    warnings: [...pythonWarnings(told)],
    toolchain: {
      runtime: "python",
      packageManager,
      version,
      baseImage: `python:${version}-slim`,
      compiled: [],
      source,
      included: include,
      tests: withKinds(files, found("tests")),
      manifests: [...manifests.all, ...(image.manifests ?? [])],
      developmentManifests: manifests.development,
      lockfile: packageManager === "pip" ? requirements.production : uvLock,
      commands: { development: null, production: null },
      ...packagesAsked(taken, requirements, setup),
      ...packagesOf(taken, files, source, include),
      ...forInstaller,
    },
  };
}
