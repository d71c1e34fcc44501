import { runtimeOf } from "../runtimes/index.ts";
import type { Image } from "../model/project.ts";
import {
  assignments,
  installPackages,
  ownedDirectories,
  ownSteps,
} from "../stages/frame.ts";
import { quote, shellWord, type StagePlan } from "../stages/steps.ts";

/** A Dockerfile: global build arguments, then its stages in the order in which they stand. */
export interface DockerfilePlan {
  readonly globals: readonly string[];
  readonly stages: readonly StagePlan[];
}

/** What development and production share, once: https://docs.docker.com/build/building/multi-stage/ */
function baseStage(image: Image): StagePlan {
  const { user, base, workdir, distribution } = image;
  const runtime = runtimeOf(image.toolchain);
  const own = [user.home, `${user.home}/.cache`].map((path) => ({
    path,
    mode: "0755",
  }));
  const language = Object.entries(
    runtime.environment(image, image.toolchain),
  ).map(([name, value]) => `${name}=${value}`);
  return {
    name: "base",
    template: "dockerfile/shared/base",
    data: {
      base,
      workdir,
      arguments: Object.keys(image.args),
      packages: installPackages(image, image.packages.runtime),
      environment: [...language, ...assignments(image.environment)],
      user: user.name,
      home: shellWord(user.home),
      uid: user.uid,
      gid: user.gid,
      userSteps: `dockerfile/shared/user-${distribution}`,
      directories: ownedDirectories([...own, ...image.directories]),
      ...ownSteps(image, "base"),
    },
  };
}

/** @returns The plan of one image's Dockerfile. */
export function planDockerfile(image: Image): DockerfilePlan {
  const stages = [
    baseStage(image),
    ...runtimeOf(image.toolchain).stages(image, image.toolchain),
  ];
  return {
    globals: Object.entries(image.args).map(
      ([name, value]) => `${name}=${quote(value)}`,
    ),
    stages: stages.map((stage) => ({
      ...stage,
      data:
        stage.name === "production"
          ? { ...stage.data, labels: assignments(image.labels) }
          : stage.data,
    })),
  };
}
