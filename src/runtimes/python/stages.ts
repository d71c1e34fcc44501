import type { SourcePath } from "../../model/toolchain.ts";
import type { Image } from "../../model/project.ts";
import {
  argumentsOf,
  commandOf,
  installMounts,
  installPackages,
  ownSteps,
} from "../../stages/frame.ts";
import {
  copyTree,
  OWNER,
  rootCache,
  userCache,
  type RunStep,
  type StagePlan,
} from "../../stages/steps.ts";
import type { PythonToolchain } from "./toolchain.ts";

const file = (path: string): SourcePath => ({ path, isFolder: false });
const CHOWN = `--chown=${OWNER}`;

/** Prints the dependencies that pyproject.toml names; pip can install a project only together with them. */
const LIST_DEPENDENCIES = (extra: string | null) =>
  `python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb"))["project"]; print(*p.get("dependencies", [])${
    extra ? `, *p["optional-dependencies"]["${extra}"]` : ""
  }, sep="\\n")' >/tmp/requirements.txt`;

interface Installer {
  /** Into the production environment, as root. */
  dependencies(): RunStep;
  project(): RunStep;
  /** Into the development environment, as the user: dependencies first, then the project, editable. */
  development(): RunStep;
  editable(): RunStep;
}

function uv(image: Image, toolchain: PythonToolchain): Installer {
  const locked = toolchain.lockfile ? " --locked" : "";
  const cache = rootCache("uv", "/root/.cache/uv");
  const owned = userCache("uv", `${image.user.home}/.cache/uv`);
  return {
    dependencies: () => ({
      mounts: installMounts(image, cache, toolchain.manifests),
      commands: [`uv sync${locked} --no-install-project --no-editable`],
    }),
    project: () => ({
      mounts: installMounts(image, cache, []),
      commands: [
        `uv pip install --no-deps --no-compile-bytecode --python ${image.workdir}/.venv --prefix /project .`,
      ],
    }),
    development: () => ({
      mounts: installMounts(image, owned, toolchain.manifests),
      commands: [`uv sync${locked} --no-install-project`],
    }),
    editable: () => ({
      mounts: installMounts(image, owned, []),
      commands: [`uv sync${locked}`],
    }),
  };
}

function pip(image: Image, toolchain: PythonToolchain): Installer {
  const cache = rootCache("pip", "/root/.cache/pip");
  const owned = userCache("pip", `${image.user.home}/.cache/pip`);
  const forProduction = toolchain.manifests.filter(
    (path) => !toolchain.developmentManifests.includes(path),
  );
  const intoVenv = `pip --python ${image.workdir}/.venv/bin/python install`;
  const install = (
    pipInstall: string,
    requirements: readonly string[],
    extra: string | null,
  ) => {
    const listed = toolchain.dependenciesInPyproject;
    const files = listed ? ["/tmp/requirements.txt"] : requirements;
    return [
      ...(listed ? [LIST_DEPENDENCIES(extra)] : []),
      ...(files.length > 0
        ? [
            `${pipInstall} ${files.map((path) => `--requirement ${path}`).join(" ")}`,
          ]
        : []),
    ];
  };
  return {
    dependencies: () => ({
      mounts: installMounts(image, cache, forProduction),
      // The environment that is shipped has no pip of its own; the base image's installs into it.
      commands: [
        `python -m venv --without-pip ${image.workdir}/.venv`,
        ...install(intoVenv, toolchain.requirements, null),
      ],
    }),
    project: () => ({
      mounts: installMounts(image, cache, []),
      commands: [`${intoVenv} --no-deps --no-compile --prefix /project .`],
    }),
    development: () => ({
      mounts: installMounts(image, owned, toolchain.manifests),
      commands: [
        `python -m venv ${image.workdir}/.venv`,
        ...install(
          "pip install",
          [...toolchain.requirements, ...toolchain.developmentRequirements],
          toolchain.developmentExtra,
        ),
      ],
    }),
    editable: () => ({
      mounts: installMounts(image, owned, []),
      commands: ["pip install --no-deps --editable ."],
    }),
  };
}

/** The stages of a Python image; what they are for stands in their templates. */
export function pythonStages(
  image: Image,
  toolchain: PythonToolchain,
): StagePlan[] {
  const { packageManager, isPackage, source, tests } = toolchain;
  const install =
    packageManager === "uv" ? uv(image, toolchain) : pip(image, toolchain);
  const extras = toolchain.extras.map(file);
  const build = isPackage
    ? [file("pyproject.toml"), ...extras].filter(
        ({ path }) =>
          path !== "pyproject.toml" || toolchain.manifests.includes(path),
      )
    : [];
  const kind = isPackage ? "package" : "application";
  const { base, workdir } = image;
  return [
    {
      name: "dependencies",
      template: `dockerfile/python/dependencies-${packageManager}`,
      data: {
        base,
        workdir,
        arguments: argumentsOf(image),
        packages: installPackages(image, image.packages.build),
        lockfile: toolchain.lockfile ?? toolchain.manifests[0] ?? "the project",
        install: install.dependencies(),
        ...ownSteps(image, "dependencies"),
      },
    },
    {
      name: "builder",
      template: `dockerfile/python/builder-${kind}`,
      data: {
        copies: isPackage
          ? copyTree([...build, ...source], ".")
          : copyTree(source, "/project"),
        install: install.project(),
        ...ownSteps(image, "builder"),
      },
    },
    {
      name: "development",
      template: `dockerfile/python/development-${packageManager}`,
      data: {
        arguments: argumentsOf(image),
        packages: installPackages(
          image,
          image.packages.build,
          image.packages.development,
        ),
        workdir,
        watched: [...source, ...tests]
          .filter(({ isFolder }) => isFolder)
          .map(({ path }) => `${workdir}/${path}`),
        install: install.development(),
        copies: copyTree(
          [...toolchain.manifests.map(file), ...extras, ...source, ...tests],
          ".",
          CHOWN,
        ),
        editable: isPackage ? [install.editable()] : [],
        command: commandOf(image.command.development),
        ...ownSteps(image, "development"),
      },
    },
    {
      name: "production",
      template: "dockerfile/python/production",
      data: {
        workdir,
        overlay: isPackage ? `${workdir}/.venv` : workdir,
        copies: copyTree(toolchain.besidePackage, workdir, "--link"),
        command: commandOf(image.command.production),
        ...ownSteps(image, "production"),
      },
    },
  ];
}
