import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { withKinds } from "../find-source.ts";
import type { Resolution } from "../runtime.ts";
import { chooseManager, chooseVersion } from "./choose.ts";
import { packagesOf, takeProjects, type TakenProjects } from "./projects.ts";
import { pythonProblems, pythonWarnings } from "./notices.ts";
import { readPyproject, type Pyproject } from "./pyproject.ts";
import { findRequirements, type Requirements } from "./requirements.ts";
import type { PythonToolchain } from "./toolchain.ts";

/** The files that installing reads, and of those the ones that only development does. */
function findManifests(
  packageManager: "uv" | "pip",
  files: ContextFiles,
  requirements: Requirements,
  { workspace }: TakenProjects,
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
    installsApart: requirements.isApart,
    dependenciesInPyproject:
      production === null && (pyproject?.hasDependencies ?? false),
    developmentExtra: pyproject?.extras.find(isDevelopment) ?? null,
  };
}

/** What production asks for, and the packages that only development does. */
function packagesAsked(taken: TakenProjects, requirements: Requirements) {
  const asked = [
    ...taken.projects.flatMap(({ pyproject }) => pyproject ?? []),
    requirements,
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
  const manifests = findManifests(packageManager, files, requirements, taken);
  const found = (kind: "source" | "tests") =>
    withKinds(
      files,
      image[kind] ?? taken.projects.flatMap((each) => each[kind]),
    );
  const source = found("source");
  const hasUvLock = files.has("uv.lock");
  const uvLock = hasUvLock ? "uv.lock" : null;
  const hasSource = source.length > 0;
  const facts = { packageManager, pyproject: read, requirements };
  const memberProblem = taken.problem;
  const forInstaller = forPip(pyproject, requirements);
  const { developmentExtra } = forInstaller;
  const seen = { hasUvLock, hasSource, memberProblem };
  const told = { ...facts, ...seen, developmentExtra, version };
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
      tests: found("tests"),
      manifests: [...manifests.all, ...(image.manifests ?? [])],
      developmentManifests: manifests.development,
      lockfile: packageManager === "pip" ? requirements.production : uvLock,
      commands: { development: null, production: null },
      ...packagesAsked(taken, requirements),
      ...packagesOf(taken, files, source),
      ...forInstaller,
    },
  };
}
