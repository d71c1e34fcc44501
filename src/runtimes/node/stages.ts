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
import { below } from "../workspace.ts";
import { buildCommands, runScript } from "./build.ts";
import {
  installAsRoot,
  installAsUser,
  installManager,
  leaveScriptsOut,
} from "./install.ts";
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

/** Installing runs the project's own scripts too, which need more than manifests; who edits one installs nothing again. */
function bareManifests(_: Image, toolchain: NodeToolchain): StagePlan[] {
  const { leftOut } = toolchain;
  if (leftOut.length === 0) return [];
  const files = leftOut.map(({ folder }) => below(folder, "package.json"));
  return [
    {
      name: "manifests",
      template: "dockerfile/node/manifests",
      data: {
        copies: copyTree(files.map(fileOf), "."),
        leave: leaveScriptsOut(toolchain),
      },
    },
  ];
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

/** Whether something is made of the source, which takes every dependency. */
const isMade = ({ build, following }: NodeToolchain) =>
  build !== null || following.length > 0;

/** Whether production gets all that is there after the build: who knows what is made beside a source that runs. */
const isShippedWhole = ({ startsFromSource, workspace }: NodeToolchain) =>
  startsFromSource && workspace === null;

/** With a script to run everything is there for it; without one the source is only put together. */
function builder(image: Image, toolchain: NodeToolchain): StagePlan {
  const { source, assets, extras } = toolchain;
  const hasScripts = isMade(toolchain);
  const files = hasScripts
    ? [
        ...packageFiles(toolchain, "everything"),
        ...extras.filter(isOwn(toolchain)),
      ]
    : packageFiles(toolchain, "production");
  return {
    name: "builder",
    template: `dockerfile/node/builder-${hasScripts ? "build" : "source"}`,
    data: {
      install: installAsRoot(image, toolchain, "everything"),
      copies: hasScripts
        ? copyTree([...files.map(fileOf), ...source], ".")
        : copyTree([...files.map(fileOf), ...assets], "/project"),
      build: runStep([...toolchain.following, ...buildCommands(toolchain)]),
      // Production has node_modules of its own, and gets all else that is there.
      strip: isShippedWhole(toolchain)
        ? [runStep([["rm", "-rf", "node_modules"]])]
        : [],
      ...ownSteps(image, "builder"),
    },
  };
}

/** What the package imports as its build made it; the package itself runs from its source. */
function buildLibraries({ packageManager, workspace }: NodeToolchain) {
  const own = workspace?.everything.at(-1);
  const built = (workspace?.built ?? []).filter((folder) => folder !== own);
  return built.length === 0 ? [] : [runScript(packageManager, "build", built)];
}

function development(image: Image, toolchain: NodeToolchain): StagePlan {
  const { manifests, source, tests, following } = toolchain;
  const scripts = [...following, ...buildLibraries(toolchain)];
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
      scripts: scripts.length > 0 ? [runStep(scripts)] : [],
    },
  };
}

/** What production runs: the dependencies, and what the build made or the source as it is. */
function productionCopies(
  { workdir }: Image,
  toolchain: NodeToolchain,
): CopyStep[] {
  const { output, assets, workspace, following } = toolchain;
  // Members may have a node_modules of their own; nothing else is there.
  const installed = workspace ? workdir : `${workdir}/node_modules`;
  const fromBuilder = "--link --from=builder";
  const dependent = copy([installed], installed, "--link --from=dependencies");
  if (!isMade(toolchain))
    return [dependent, copy(["/project"], workdir, fromBuilder)];
  if (isShippedWhole(toolchain))
    return [dependent, copy([workdir], workdir, fromBuilder)];
  const files = packageFiles(toolchain, "production").map(fileOf);
  // Scripts that installing would run make code inside of the source.
  const isChanged = following.length > 0;
  const made = isChanged
    ? [...output, ...assets.map(({ path }) => path)]
    : output;
  return [
    dependent,
    ...copyTree(files, workdir, "--link"),
    ...made.map((path) =>
      copy([`${workdir}/${path}`], `${workdir}/${path}`, fromBuilder),
    ),
    ...(isChanged ? [] : copyTree(assets, workdir, "--link")),
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
  [
    manager,
    bareManifests,
    dependencies,
    builder,
    development,
    production,
  ].flatMap((stage) => stage(image, toolchain));
