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
  copy,
  copyTree,
  OWNER,
  rootCache,
  userCache,
  type RunStep,
  type StagePlan,
} from "../../stages/steps.ts";
import type { NodeToolchain } from "./toolchain.ts";

/** The line of pnpm that is taken when package.json names none. */
const PNPM = "10";
const CHOWN = `--chown=${OWNER}`;
const file = (path: string): SourcePath => ({ path, isFolder: false });

type Installed = "production" | "everything";

const NPM: Record<Installed, { locked: string; free: string }> = {
  production: {
    locked: "npm ci --omit=dev",
    free: "npm install --omit=dev --no-package-lock",
  },
  everything: { locked: "npm ci", free: "npm install --no-package-lock" },
};
const PNPM_INSTALL: Record<Installed, { locked: string; free: string }> = {
  production: {
    locked: "pnpm install --frozen-lockfile --prod",
    free: "pnpm install --no-lockfile --prod",
  },
  everything: {
    locked: "pnpm install --frozen-lockfile",
    free: "pnpm install --no-lockfile",
  },
};

function installs(
  toolchain: NodeToolchain,
  what: Installed,
  store: string,
): string {
  const isPnpm = toolchain.packageManager === "pnpm";
  const command = (isPnpm ? PNPM_INSTALL : NPM)[what][
    toolchain.lockfile ? "locked" : "free"
  ];
  // The store lies on a cache mount, another file system, so pnpm has to be told where it is.
  return isPnpm ? `${command} --store-dir ${store}` : command;
}

/** The stages of a Node image; what they are for stands in their templates. */
export function nodeStages(
  image: Image,
  toolchain: NodeToolchain,
): StagePlan[] {
  const { base, workdir, user } = image;
  const { packageManager, manifests, source, tests, build } = toolchain;
  const isPnpm = packageManager === "pnpm";
  const extras = toolchain.extras
    .filter((path) => !manifests.includes(path))
    .map(file);
  const store = isPnpm ? "/.local/share/pnpm/store" : "/.npm";
  const asRoot = (what: Installed): RunStep => ({
    mounts: installMounts(
      image,
      rootCache(packageManager, `/root${store}`),
      manifests,
    ),
    commands: [installs(toolchain, what, `/root${store}`)],
  });
  const asUser: RunStep = {
    mounts: installMounts(
      image,
      userCache(packageManager, user.home + store),
      manifests,
    ),
    commands: [installs(toolchain, "everything", user.home + store)],
  };
  const managerVersion = toolchain.managerVersion ?? (isPnpm ? PNPM : null);
  const manager: RunStep[] = managerVersion
    ? [
        {
          mounts: [rootCache("npm", "/root/.npm")],
          commands: [
            `npm install --global ${packageManager}@${managerVersion}`,
          ],
        },
      ]
    : [];
  return [
    {
      name: "manager",
      template: "dockerfile/node/manager",
      data: {
        base,
        workdir,
        manager,
        arguments: argumentsOf(image),
        packages: installPackages(image, image.packages.build),
      },
    },
    {
      name: "dependencies",
      template: "dockerfile/node/dependencies",
      data: {
        lockfile: toolchain.lockfile ?? "package.json",
        install: asRoot("production"),
        ...ownSteps(image, "dependencies"),
      },
    },
    {
      name: "builder",
      template: build
        ? "dockerfile/node/builder-build"
        : "dockerfile/node/builder-source",
      data: {
        install: asRoot("everything"),
        copies: build
          ? copyTree([file("package.json"), ...extras, ...source], ".")
          : copyTree([file("package.json"), ...source], "/project"),
        build: `${packageManager} run ${build}`,
        ...ownSteps(image, "builder"),
      },
    },
    {
      name: "development",
      template: "dockerfile/node/development",
      data: {
        manager,
        workdir,
        arguments: argumentsOf(image),
        packages: installPackages(
          image,
          image.packages.build,
          image.packages.development,
        ),
        watched: [...source, ...tests]
          .filter(({ isFolder }) => isFolder)
          .map(({ path }) => `${workdir}/${path}`),
        install: asUser,
        copies: copyTree(
          [...manifests.map(file), ...extras, ...source, ...tests],
          ".",
          CHOWN,
        ),
        command: commandOf(image.command.development),
        ...ownSteps(image, "development"),
      },
    },
    {
      name: "production",
      template: "dockerfile/node/production",
      data: {
        workdir,
        copies: build
          ? [
              copy(["package.json"], `${workdir}/`, "--link"),
              ...toolchain.output.map((path) =>
                copy(
                  [`${workdir}/${path}`],
                  `${workdir}/${path}`,
                  "--link --from=builder",
                ),
              ),
              ...copyTree(toolchain.assets, workdir, "--link"),
            ]
          : [copy(["/project"], workdir, "--link --from=builder")],
        command: commandOf(image.command.production),
        ...ownSteps(image, "production"),
      },
    },
  ];
}
