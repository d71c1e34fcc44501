import type { Image, Mode, OwnCommands } from "../model/project.ts";
import {
  bindFile,
  execForm,
  field,
  quote,
  script,
  shellWord,
  USERS,
  type BoundFile,
  type RunStep,
  type ScriptStep,
} from "./steps.ts";

const INSTALL: Record<Image["distribution"], (packages: string) => RunStep> = {
  debian: (packages) => ({
    // Two builds at once would fight over apt's lock, so they take turns.
    mounts: [
      "type=cache,target=/var/cache/apt,sharing=locked",
      "type=cache,target=/var/lib/apt,sharing=locked",
    ],
    commands: [
      // Official images delete what apt fetched; here the cache mount keeps it.
      "rm -f /etc/apt/apt.conf.d/docker-clean",
      "apt-get update",
      `DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${packages}`,
    ],
  }),
  alpine: (packages) => ({
    mounts: [],
    commands: [`apk add --no-cache ${packages}`],
  }),
};

/** Installs packages of the distribution, or nothing where there are none. */
export function installPackages(
  image: Image,
  ...lists: readonly (readonly string[])[]
): RunStep[] {
  const packages = [...new Set(lists.flat())].sort();
  return packages.length === 0
    ? []
    : [INSTALL[image.distribution](packages.map(shellWord).join(" "))];
}

/**
 * The mounts of a step that installs dependencies: its cache, the files that it reads, the secrets.
 *
 * @param owner Whose the secrets' files are: USERS in a step of the user's.
 */
export function installMounts(
  image: Image,
  cache: string,
  files: readonly BoundFile[],
  owner: typeof USERS | "" = "",
): string[] {
  // Whoever installs looks in a home of their own.
  const place = (target: string) =>
    owner === USERS
      ? target.replace(/^\/root(?=\/)/, () => image.user.home)
      : target;
  return [
    cache,
    ...files.map(bindFile),
    ...image.secrets.map(({ name, target }) =>
      target === null
        ? `type=secret,id=${name},env=${name}`
        : `type=secret,id=${name},${field(`target=${place(target)}`)}${owner}`,
    ),
  ];
}

/** `install -d` lines that make directories and give them to the user. */
export function ownedDirectories(
  directories: readonly { path: string; mode: string }[],
): string[] {
  const byMode = new Map<string, string[]>();
  for (const { path, mode } of directories)
    byMode.set(mode, [...(byMode.get(mode) ?? []), shellWord(path)]);
  return [...byMode].map(([mode, paths]) =>
    [`install -d -o "$APP_UID" -g "$APP_GID" -m ${mode}`, ...paths].join(
      " \\\n    ",
    ),
  );
}

/** What a person added to a stage. */
export interface OwnSteps {
  readonly ownRoot: readonly ScriptStep[];
  readonly ownUser: readonly ScriptStep[];
  readonly ownInstructions: string | null;
}

export function ownSteps(image: Image, stage: string): OwnSteps {
  const commands: OwnCommands | undefined =
    image.run[stage as keyof Image["run"]];
  return {
    ownRoot: (commands?.root ?? []).map((command) => script([command])),
    ownUser: (commands?.user ?? []).map((command) => script([command])),
    ownInstructions: image.raw[stage]?.trimEnd() ?? null,
  };
}

/** CMD in its exec form, or null for the base image's own; and where it starts, or null for the working directory. */
export function commandFrame(image: Image, mode: Mode) {
  const words = image.command[mode];
  return {
    startsIn: image.startsIn === image.workdir ? null : image.startsIn,
    command: words === null ? null : execForm(words),
  };
}

/** The names of the build arguments that a stage which installs something declares. */
export const argumentsOf = (image: Image): string[] => Object.keys(image.args);

/** NAME="value" for each entry, in the order given. */
export const assignments = (
  environment: Readonly<Record<string, string>>,
): string[] =>
  Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}`);

/** A folder with those that it lies in: what is only made on the way to it is root's. */
const withParents = (folder: string): string[] =>
  folder
    .split("/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"));

/** The folder that a file lies in, or nothing where that is the context. */
const folderOf = (path: string): string[] =>
  path.includes("/") ? [path.slice(0, path.lastIndexOf("/"))] : [];

/** What the development stage has in every language: its packages, its folders, its command. */
export function developmentFrame(image: Image) {
  const { workdir, packages, toolchain } = image;
  const { source, tests, manifests } = toolchain;
  const folders = [
    ...[...source, ...tests].flatMap(({ path, isFolder }) =>
      isFolder ? [path] : folderOf(path),
    ),
    ...manifests.flatMap(folderOf),
  ]
    .flatMap(withParents)
    .map((path) => shellWord(`${workdir}/${path}`));
  const targets = image.watch.flatMap(({ target }) =>
    target === null || target === workdir ? [] : [shellWord(target)],
  );
  return {
    workdir,
    arguments: argumentsOf(image),
    packages: installPackages(image, packages.build, packages.development),
    watched: [...new Set([...folders, ...targets])],
    ...commandFrame(image, "development"),
    ...ownSteps(image, "development"),
  };
}
