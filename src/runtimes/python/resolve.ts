import type { ImageSpec } from "../../spec/schema/project.ts";
import { findSource, withKinds, type SourceRules } from "../find-source.ts";
import type { Notice, Resolution } from "../runtime.ts";
import type { ContextFiles } from "../../model/snapshot.ts";
import { readPyproject, type Pyproject } from "./pyproject.ts";
import { findRequirements } from "./requirements.ts";
import { satisfies, versionFor } from "./requires-python.ts";
import type { PythonToolchain } from "./toolchain.ts";

const SOURCE: SourceRules = {
  code: /\.pyi?$/,
  topFiles:
    /^(?!setup\.py$|noxfile\.py$|conftest\.py$|tasks\.py$|fabfile\.py$)[^.].*\.py$|^alembic\.ini$/,
  data: new Set([
    "templates",
    "static",
    "locale",
    "locales",
    "migrations",
    "alembic",
    "public",
    "assets",
    "config",
  ]),
  developmentFiles:
    /^(?:conftest\.py|pytest\.ini|ruff\.toml|mypy\.ini|tox\.ini|\.coveragerc)$/,
};

const NO_PYPROJECT: Pyproject = {
  requiresPython: null,
  isPackage: false,
  usesUv: false,
  hasDependencies: false,
  files: [],
  extras: [],
  groups: [],
  members: [],
  scripts: [],
};

function chooseManager(
  image: ImageSpec,
  files: ContextFiles,
  pyproject: Pyproject | null,
): "uv" | "pip" {
  const wanted = image.runtime.packageManager;
  if (wanted === "uv" || wanted === "pip") return wanted;
  if (files.has("uv.lock") || pyproject?.usesUv) return "uv";
  return findRequirements(files).production ? "pip" : pyproject ? "uv" : "pip";
}

interface Version {
  readonly version: string;
  readonly problem: Notice | null;
}

/** The spec's word first, then .python-version, then requires-python. */
function chooseVersion(
  image: ImageSpec,
  files: ContextFiles,
  range: string | null,
): Version {
  const written = image.runtime.python;
  const pinned =
    /(\d+\.\d+)/.exec(files.read(".python-version") ?? "")?.[1] ?? null;
  const chosen =
    written != null ? String(written) : (pinned ?? versionFor(range ?? ""));
  if (chosen === null) {
    return {
      version: "3.13",
      problem: {
        message: `no official image of Python fits requires-python = "${range}"`,
        advice: 'write the version to take: runtime: { python: "3.13" }',
      },
    };
  }
  if (range && !satisfies(chosen, range)) {
    const where = written != null ? "the spec" : ".python-version";
    return {
      version: chosen,
      problem: {
        message: `${where} asks for Python ${chosen}, pyproject.toml for ${range}`,
        advice: `write a version that fits both, such as "${versionFor(range) ?? "3.13"}"`,
      },
    };
  }
  return { version: chosen, problem: null };
}

const NO_UV_LOCK: Notice = {
  message: "there is no uv.lock, so each build may install other versions",
  advice: "run `uv lock`, commit uv.lock and generate again",
};

/** Reads a Python project's own files: https://packaging.python.org/en/latest/specifications/pyproject-toml/ */
export function resolvePython(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
): Resolution<PythonToolchain> {
  const problems: (Notice & { key: string[] })[] = [];
  const warnings: Notice[] = [];
  const text = files.read("pyproject.toml");
  const read = text === null ? null : readPyproject(text);
  if (typeof read === "string") {
    problems.push({
      key: ["runtime"],
      message: `pyproject.toml cannot be read: ${read}`,
      advice: "mend it and generate again",
    });
  }
  const pyproject =
    typeof read === "string" || read === null ? NO_PYPROJECT : read;
  const packageManager = chooseManager(
    image,
    files,
    text === null ? null : pyproject,
  );
  const { version, problem } = chooseVersion(
    image,
    files,
    pyproject.requiresPython,
  );
  if (problem) problems.push({ key: ["runtime", "python"], ...problem });

  const requirements = findRequirements(files);
  const lockfile =
    packageManager === "uv"
      ? files.has("uv.lock")
        ? "uv.lock"
        : null
      : requirements.production;
  if (packageManager === "uv" && text === null) {
    problems.push({
      key: ["runtime", "packageManager"],
      message: "uv needs a pyproject.toml, and there is none",
      advice:
        "run `uv init --bare` in the context, or write packageManager: pip",
    });
  } else if (packageManager === "uv" && !lockfile) warnings.push(NO_UV_LOCK);
  if (pyproject.members.length > 0) {
    problems.push({
      key: ["context"],
      message:
        "pyproject.toml is the root of a uv workspace, which is not supported yet",
      advice:
        "give the image a context of its own, a member's folder with its own uv.lock",
    });
  }
  if (packageManager === "pip") {
    if (!requirements.production) {
      warnings.push({
        message:
          "there is no requirements.txt, so each build may install other versions",
        advice:
          "run `pip freeze >requirements.txt` in a fresh environment, commit it and generate again",
      });
    } else if (!requirements.pinned) {
      warnings.push({
        message: `${requirements.production} does not hold every package to one version`,
        advice:
          "write exact versions (name==1.2.3), as `pip freeze` or pip-compile does",
      });
    }
  }

  const found = findSource(files, SOURCE, written);
  const source = withKinds(files, image.source ?? found.source);
  if (source.length === 0) {
    problems.push({
      key: ["runtime"],
      message: "no Python file was found to copy into the image",
      advice: "name what belongs into it: source: [src]",
    });
  }
  const isPackage =
    pyproject.isPackage || (text === null && files.has("setup.py"));
  const isUv = packageManager === "uv";
  const developmentManifests = isUv
    ? []
    : requirements.developmentFiles.filter(
        (path) => !requirements.productionFiles.includes(path),
      );
  const manifests = isUv
    ? ["pyproject.toml", ...(lockfile ? [lockfile] : [])]
    : [
        ...(text === null ? [] : ["pyproject.toml"]),
        ...requirements.productionFiles,
        ...developmentManifests,
      ];
  const builds = isPackage
    ? ["setup.py", "setup.cfg", "MANIFEST.in", ...pyproject.files]
    : [];
  return {
    problems,
    warnings,
    toolchain: {
      runtime: "python",
      packageManager,
      version,
      baseImage: `python:${version}-slim`,
      source,
      tests: withKinds(files, image.tests ?? found.tests),
      manifests: [...manifests, ...(image.manifests ?? [])],
      lockfile,
      extras: builds.filter(
        (path) => files.has(path) && !source.some((each) => each.path === path),
      ),
      commands: { development: null, production: null },
      isPackage,
      besidePackage: isPackage
        ? source.filter(
            ({ path }) => SOURCE.data.has(path) || SOURCE.topFiles.test(path),
          )
        : [],
      requirements: requirements.production ? [requirements.production] : [],
      developmentRequirements: requirements.development
        ? [requirements.development]
        : [],
      developmentManifests,
      dependenciesInPyproject:
        packageManager === "pip" &&
        !requirements.production &&
        pyproject.hasDependencies,
      developmentExtra:
        pyproject.extras.find((extra) => /^dev(?:elopment)?$/.test(extra)) ??
        null,
    },
  };
}
