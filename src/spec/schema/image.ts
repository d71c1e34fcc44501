import * as z from "zod/mini";
import {
  containerPath,
  ignorePattern,
  imageEnvironment,
  imageReference,
  key,
  labels,
  mode,
  projectPath,
  resourceName,
  systemPackage,
  text,
  variableName,
  version,
  workdir,
} from "./scalars.ts";

/** The package managers of each language; a folder under src/runtimes answers to each key. */
export const PACKAGE_MANAGERS = {
  python: ["uv", "pip"],
  node: ["npm", "pnpm"],
} as const;

const runtime = z.strictObject({
  python: key(
    "Python, with its version if the project names none.",
    z.nullable(version),
  ),
  node: key(
    "Node.js, with its version if the project names none.",
    z.nullable(version),
  ),
  packageManager: key(
    "Who installs the dependencies; read from the lockfile when left out.",
    z.enum(Object.values(PACKAGE_MANAGERS).flat()),
  ),
});

const directory = z.strictObject({
  path: containerPath.check(
    z.describe(
      "Where the directory is: absolute, or relative to the working directory.",
    ),
  ),
  subdirs: key(
    "Directories in it that are made and owned too.",
    z.array(containerPath),
  ),
  mode: key("Permission bits; 0755 when left out.", mode),
  volume: key("The named volume that keeps its content.", resourceName),
});

/** https://docs.docker.com/reference/compose-file/develop/#watch */
const watchRule = z.strictObject({
  action: z.enum(["sync", "sync+restart", "rebuild", "restart", "sync+exec"]),
  path: z.union([projectPath, z.literal(".")]),
  target: key("Where the files go, for an action that syncs.", containerPath),
  ignore: key(
    "Patterns that are left out, relative to the path.",
    z.array(ignorePattern),
  ),
  exec: key(
    "What sync+exec runs in the container.",
    z.strictObject({ command: z.union([text, z.array(text)]) }),
  ),
});

const commands = z.array(
  text.check(z.minLength(1, { error: "a shell command" })),
);
const asRoot = { root: key("Shell commands that run as root.", commands) };
const asBoth = {
  ...asRoot,
  user: key("Shell commands that run as the user.", commands),
};

const buildSecret = z.union([
  z.strictObject({ environment: variableName }),
  z.strictObject({
    file: text,
    target: key(
      "Where the steps see it; /run/secrets/NAME when left out. Below /root, it is in the home of whoever installs.",
      containerPath,
    ),
  }),
]);

const STAGES = [
  "base",
  "dependencies",
  "builder",
  "development",
  "production",
] as const;
const rawInstructions = z.strictObject(
  Object.fromEntries(
    STAGES.map((stage) => [
      stage,
      key(`Instructions put into the ${stage} stage, before its USER.`, text),
    ]),
  ) as Record<(typeof STAGES)[number], z.ZodMiniOptional<typeof text>>,
);

export const image = z.strictObject({
  runtime: runtime.check(
    z.describe("The language, its version and its package manager."),
  ),
  context: key(
    "The folder that is built, relative to the spec; . when left out.",
    z.union([projectPath, z.literal(".")]),
  ),
  workspace: key(
    "The member that the image runs, where the context is the root of an npm, pnpm or uv workspace: its folder or its name.",
    z.union([projectPath, z.literal(".")]),
  ),
  base: key(
    "The image that every stage starts from, in place of the official one.",
    imageReference,
  ),
  distribution: key(
    "The base image's family, where its name does not tell.",
    z.enum(["debian", "alpine"]),
  ),
  workdir: key(
    "The working directory; /app when left out. A workspace lies there, and its member's folder is where commands start.",
    workdir,
  ),
  source: key(
    "What is copied and watched: files and folders of the context.",
    z.array(projectPath),
  ),
  include: key(
    "What is copied and watched beside the source, and lies in production as it is: data that the program reads, scripts that it starts.",
    z.array(projectPath),
  ),
  tests: key(
    "What only the development stage gets: tests and their data.",
    z.array(projectPath),
  ),
  output: key(
    "What the build step makes and production runs, such as dist.",
    z.array(projectPath),
  ),
  manifests: key(
    "Further files that the installation of dependencies reads.",
    z.array(projectPath),
  ),
  directories: key(
    "What the program writes: made and owned by the user before USER.",
    z.array(z.union([containerPath, directory])),
  ),
  packages: key(
    "Packages of the distribution.",
    z.strictObject({
      build: key(
        "For installing dependencies and building.",
        z.array(systemPackage),
      ),
      runtime: key("For running, in every stage.", z.array(systemPackage)),
      development: key(
        "For the development stage alone.",
        z.array(systemPackage),
      ),
    }),
  ),
  environment: key(
    "Environment of the image, in development and production.",
    imageEnvironment,
  ),
  args: key("Build arguments with their defaults.", imageEnvironment),
  secrets: key(
    "Secrets that the installing steps see and no layer keeps.",
    z.record(resourceName, buildSecret),
  ),
  labels: key("Labels of the image.", labels),
  run: key(
    "Commands of your own in a stage, each a step, after the stage's own steps.",
    z.strictObject({
      base: key(
        "What development and production share.",
        z.strictObject(asRoot),
      ),
      builder: key(
        "Where the project is built; it has no user.",
        z.strictObject(asRoot),
      ),
      development: key(
        "The stage that compose.yaml runs.",
        z.strictObject(asBoth),
      ),
      production: key("The stage that is shipped.", z.strictObject(asBoth)),
    }),
  ),
  watch: key(
    "Watch rules beside those that follow from the source.",
    z.array(watchRule),
  ),
  ignore: key("Further patterns for the ignore file.", z.array(ignorePattern)),
  platforms: key(
    "Platforms that docker-bake.json builds for.",
    z.array(
      z.string().check(
        z.regex(/^[a-z0-9]+\/[a-z0-9]+(?:\/v\d)?$/, {
          error: "a platform such as linux/arm64",
        }),
      ),
    ),
  ),
  dockerfile: key(
    "Dockerfile instructions of your own, as they stand.",
    rawInstructions,
  ),
});
