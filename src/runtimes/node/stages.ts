import type { Image } from "../../model/project.ts";
import {
  argumentsOf,
  commandOf,
  developmentFrame,
  installPackages,
  ownSteps,
} from "../../stages/frame.ts";
import {
  copy,
  copyTree,
  fileOf,
  OWNED,
  type CopyStep,
  type StagePlan,
} from "../../stages/steps.ts";
import { installAsRoot, installAsUser, installManager } from "./install.ts";
import type { NodeToolchain } from "./toolchain.ts";

function manager(image: Image, toolchain: NodeToolchain): StagePlan {
  return {
    name: "manager",
    template: "dockerfile/node/manager",
    data: {
      base: image.base,
      workdir: image.workdir,
      manager: installManager(toolchain),
      arguments: argumentsOf(image),
      packages: installPackages(image, image.packages.build),
    },
  };
}

function dependencies(image: Image, toolchain: NodeToolchain): StagePlan {
  return {
    name: "dependencies",
    template: "dockerfile/node/dependencies",
    data: {
      lockfile: toolchain.lockfile ?? "package.json",
      install: installAsRoot(image, toolchain, "production"),
      ...ownSteps(image, "dependencies"),
    },
  };
}

const isOwn = (toolchain: NodeToolchain) => (path: string) =>
  !toolchain.manifests.includes(path);

/** With a build script everything is there to compile; without one the source is only put together. */
function builder(image: Image, toolchain: NodeToolchain): StagePlan {
  const { build, packageManager, source } = toolchain;
  const extras = build ? toolchain.extras.filter(isOwn(toolchain)) : [];
  const files = ["package.json", ...extras].map(fileOf);
  return {
    name: "builder",
    template: `dockerfile/node/builder-${build ? "build" : "source"}`,
    data: {
      install: installAsRoot(image, toolchain, "everything"),
      copies: copyTree([...files, ...source], build ? "." : "/project"),
      build: `${packageManager} run ${build}`,
      ...ownSteps(image, "builder"),
    },
  };
}

function development(image: Image, toolchain: NodeToolchain): StagePlan {
  const { manifests, source, tests } = toolchain;
  const extras = toolchain.extras.filter(isOwn(toolchain));
  const files = [...manifests, ...extras].map(fileOf);
  return {
    name: "development",
    template: "dockerfile/node/development",
    data: {
      ...developmentFrame(image),
      manager: installManager(toolchain),
      install: installAsUser(image, toolchain),
      copies: copyTree([...files, ...source, ...tests], ".", OWNED),
    },
  };
}

/** What production runs: what the build made, or the source as it is. */
function productionCopies(
  { workdir }: Image,
  { build, output, assets }: NodeToolchain,
): CopyStep[] {
  const fromBuilder = "--link --from=builder";
  if (!build) return [copy(["/project"], workdir, fromBuilder)];
  return [
    copy(["package.json"], `${workdir}/`, "--link"),
    ...output.map((path) =>
      copy([`${workdir}/${path}`], `${workdir}/${path}`, fromBuilder),
    ),
    ...copyTree(assets, workdir, "--link"),
  ];
}

function production(image: Image, toolchain: NodeToolchain): StagePlan {
  return {
    name: "production",
    template: "dockerfile/node/production",
    data: {
      workdir: image.workdir,
      copies: productionCopies(image, toolchain),
      command: commandOf(image.command.production),
      ...ownSteps(image, "production"),
    },
  };
}

/** The stages of a Node image; what each is for stands in its template. */
export const nodeStages = (
  image: Image,
  toolchain: NodeToolchain,
): StagePlan[] =>
  [manager, dependencies, builder, development, production].map((stage) =>
    stage(image, toolchain),
  );
