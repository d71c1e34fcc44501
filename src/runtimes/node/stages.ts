import type { Image, Mode } from "../../model/project.ts";
import {
  argumentsOf,
  commandFrame,
  developmentFrame,
  installPackages,
  ownSteps,
} from "../../stages/frame.ts";
import {
  copy,
  copyTree,
  fileOf,
  OWNED,
  shellWord,
  type CopyStep,
  type RunStep,
  type StagePlan,
} from "../../stages/steps.ts";
import { buildCommands, buildMembers } from "./build.ts";
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

/** What NODE_ENV is where the spec says nothing else of it. */
const nodeEnvironment = (image: Image, mode: Mode) =>
  Object.hasOwn(image.environment, "NODE_ENV") ? null : mode;

const isOwn = (toolchain: NodeToolchain) => (path: string) =>
  !toolchain.manifests.includes(path);

const runStep = (commands: readonly (readonly string[])[]): RunStep => ({
  mounts: [],
  commands: commands.map((words) => words.map(shellWord).join(" ")),
});

/** The package.json of each member that the source belongs to, and what npm and pnpm find them by. */
function packageFiles(
  { manifests, workspace }: NodeToolchain,
  what: "production" | "everything",
): string[] {
  if (!workspace) return ["package.json"];
  const members = workspace[what].map((folder) =>
    folder === "." ? "package.json" : `${folder}/package.json`,
  );
  const root = ["package.json", "pnpm-workspace.yaml"].filter((path) =>
    manifests.includes(path),
  );
  return what === "production" ? members : [...new Set([...root, ...members])];
}

/** With a build script everything is there to compile; without one the source is only put together. */
function builder(image: Image, toolchain: NodeToolchain): StagePlan {
  const { build, source, assets, extras } = toolchain;
  const files = build
    ? [
        ...packageFiles(toolchain, "everything"),
        ...extras.filter(isOwn(toolchain)),
      ]
    : packageFiles(toolchain, "production");
  return {
    name: "builder",
    template: `dockerfile/node/builder-${build ? "build" : "source"}`,
    data: {
      install: installAsRoot(image, toolchain, "everything"),
      copies: build
        ? copyTree([...files.map(fileOf), ...source], ".")
        : copyTree([...files.map(fileOf), ...assets], "/project"),
      build: runStep(buildCommands(toolchain)),
      ...ownSteps(image, "builder"),
    },
  };
}

/** What the package imports as its build made it; the package itself runs from its source. */
function buildLibraries({ packageManager, workspace }: NodeToolchain) {
  const own = workspace?.everything.at(-1);
  const built = (workspace?.built ?? []).filter((folder) => folder !== own);
  return built.length === 0
    ? []
    : [runStep([buildMembers(packageManager, built)])];
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
      nodeEnvironment: nodeEnvironment(image, "development"),
      manager: installManager(toolchain),
      install: installAsUser(image, toolchain),
      copies: copyTree([...files, ...source, ...tests], ".", OWNED),
      libraries: buildLibraries(toolchain),
    },
  };
}

/** What production runs: the dependencies, and what the build made or the source as it is. */
function productionCopies(
  { workdir }: Image,
  toolchain: NodeToolchain,
): CopyStep[] {
  const { build, output, assets, workspace } = toolchain;
  // Members may have a node_modules of their own; nothing else is there.
  const installed = workspace ? workdir : `${workdir}/node_modules`;
  const fromBuilder = "--link --from=builder";
  const dependent = copy([installed], installed, "--link --from=dependencies");
  if (!build) return [dependent, copy(["/project"], workdir, fromBuilder)];
  const files = packageFiles(toolchain, "production").map(fileOf);
  return [
    dependent,
    ...copyTree(files, workdir, "--link"),
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
      nodeEnvironment: nodeEnvironment(image, "production"),
      copies: productionCopies(image, toolchain),
      ...commandFrame(image, "production"),
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
