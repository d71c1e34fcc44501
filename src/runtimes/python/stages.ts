import type { Image } from "../../model/project.ts";
import type { SourcePath } from "../../model/toolchain.ts";
import {
  argumentsOf,
  commandFrame,
  developmentFrame,
  installPackages,
  ownSteps,
} from "../../stages/frame.ts";
import { copyTree, fileOf, OWNED, type StagePlan } from "../../stages/steps.ts";
import type { Installer } from "./installer.ts";
import { pip } from "./pip.ts";
import type { PythonToolchain } from "./toolchain.ts";
import { uv } from "./uv.ts";

const INSTALLERS = { uv, pip };

function dependencies(
  image: Image,
  toolchain: PythonToolchain,
  install: Installer,
): StagePlan {
  const { lockfile, listing, manifests, packageManager } = toolchain;
  return {
    name: "dependencies",
    template: `dockerfile/python/dependencies-${packageManager}`,
    data: {
      base: image.base,
      workdir: image.workdir,
      arguments: argumentsOf(image),
      packages: installPackages(image, image.packages.build),
      lockfile: lockfile ?? listing ?? manifests[0] ?? "the project",
      install: install.dependencies,
      ...ownSteps(image, "dependencies"),
    },
  };
}

/**
 * What building packages reads: of each its manifest, its extras and its source. uv wants every
 * member's manifest that one of them names, if only for development.
 */
function packageFiles(toolchain: PythonToolchain): SourcePath[] {
  const { manifests, extras, packages, shipped, workspace } = toolchain;
  const named = ["pyproject.toml", ...(workspace?.manifests ?? [])];
  const files = named.filter((path) => manifests.includes(path));
  const isOwn = ({ path }: SourcePath) =>
    packages.some((folder) => folder === "." || path.startsWith(`${folder}/`));
  return [
    ...files.map(fileOf),
    ...[...extras.map(fileOf), ...shipped].filter(isOwn),
  ];
}

/** A package is built and installed; an application is only put together. */
function builder(
  image: Image,
  toolchain: PythonToolchain,
  install: Installer,
): StagePlan {
  const { isPackage, shipped } = toolchain;
  return {
    name: "builder",
    template: `dockerfile/python/builder-${isPackage ? "package" : "application"}`,
    data: {
      copies: isPackage
        ? copyTree(packageFiles(toolchain), ".")
        : copyTree(shipped, "/project"),
      install: install.project,
      ...ownSteps(image, "builder"),
    },
  };
}

function development(
  image: Image,
  toolchain: PythonToolchain,
  install: Installer,
): StagePlan {
  const { manifests, extras, source, tests, isEditable } = toolchain;
  const files = [...new Set([...manifests, ...extras])].map(fileOf);
  return {
    name: "development",
    template: `dockerfile/python/development-${toolchain.packageManager}`,
    data: {
      ...developmentFrame(image),
      install: install.development,
      copies: copyTree([...files, ...source, ...tests], ".", OWNED),
      editable: isEditable ? [install.editable] : [],
    },
  };
}

function production(image: Image, toolchain: PythonToolchain): StagePlan {
  const { workdir } = image;
  return {
    name: "production",
    template: "dockerfile/python/production",
    data: {
      workdir,
      overlay: toolchain.isPackage ? `${workdir}/.venv` : workdir,
      copies: copyTree(toolchain.besidePackage, workdir, "--link"),
      ...commandFrame(image, "production"),
      ...ownSteps(image, "production"),
    },
  };
}

/** The stages of a Python image; what each is for stands in its template. */
export function pythonStages(
  image: Image,
  toolchain: PythonToolchain,
): StagePlan[] {
  const install = INSTALLERS[toolchain.packageManager](image, toolchain);
  return [
    dependencies(image, toolchain, install),
    builder(image, toolchain, install),
    development(image, toolchain, install),
    production(image, toolchain),
  ];
}
