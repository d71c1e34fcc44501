import {
  isSetId,
  isWritable,
  type Contents,
  type Entry,
} from "../docker/image.ts";
import { isWithin } from "../model/paths.ts";
import type { Image } from "../model/project.ts";
import { findTests } from "./production-tests.ts";
import { evidenceOf } from "./source-edit.ts";

const COMPILERS =
  /\/s?bin\/(?:[^/]+-)?(?:gcc|g\+\+|cc|c\+\+|cpp|clang|ld|make|cmake|cargo|rustc|go)(?:-[\d.]+)?$/;
const MANAGERS = /\/bin\/(uv|uvx|pip[\d.]*|poetry|pnpm|pnpx|yarn|curl|wget)$/;
const CACHES =
  /^\/(?:var\/lib\/apt\/lists|var\/cache\/(?:apt|apk)|root\/\.(?:cache|npm|local)|home\/[^/]+\/\.(?:cache|npm|local)|tmp)\/./;
/** What making the user writes. */
const ACCOUNTS = /^\/etc\/(?:passwd|group|shadow|gshadow|subuid|subgid)-?$/;

/** All that the rules look at. */
export interface Production {
  readonly image: Image;
  readonly copy: string;
  readonly base: Contents;
  readonly entries: readonly Entry[];
  /** What the base image has not. */
  readonly added: readonly Entry[];
  /** Reads the metadata of packages. */
  readonly read: (paths: readonly string[]) => Promise<string[]>;
}

/** One thing that production must not hold. */
export interface Rule {
  readonly message: string;
  readonly advice: string;
  /** Whether it is told and no more: the project was written so, and runs. */
  readonly isAllowed?: boolean;
  readonly find: (it: Production) => Promise<Entry[]> | Entry[];
}

/** Packages that only development asks for, and that nothing in production requires. */
async function findDevelopmentPackages(it: Production): Promise<Entry[]> {
  const { toolchain } = it.image;
  const { packageOf, requires } = evidenceOf(it.image);
  const only = new Set(toolchain.developmentPackages);
  const packages = it.added.filter(({ path }) => packageOf(path) !== null);
  const found = packages.filter(({ path }) => only.has(packageOf(path)!));
  if (found.length === 0) return [];
  const metadata = await it.read(packages.map(({ path }) => path));
  const asked = toolchain.productionRequirements;
  const required = new Set(requires(metadata, asked));
  return found.filter(({ path }) => !required.has(packageOf(path)!));
}

/** Like /tmp: anybody may put something there, and only who did may take it away. Nothing that runs lies there. */
const isForEverybody = ({ path, type, mode, uid }: Entry, image: Image) =>
  path === "/tmp" ||
  (type === "directory" &&
    (mode & 0o1000) !== 0 &&
    uid !== image.user.uid &&
    !isWithin(path, image.workdir));

/** What the spec itself asks production to hold. */
const isAsked = ({ packages }: Image, name: string) =>
  packages.runtime.includes(name);

export const RULES: readonly Rule[] = [
  {
    message: "a compiler is in it",
    advice:
      "install it in the builder (`packages: { build: […] }`), or take a slim base",
    find: ({ entries }) => entries.filter(({ path }) => COMPILERS.test(path)),
  },
  {
    message: "a package manager or downloader is in it",
    advice: "leave it in the stage that needs it, and copy what it made",
    find: ({ added, image }) =>
      added.filter(({ path }) => {
        const name = MANAGERS.exec(path)?.[1];
        return name !== undefined && !isAsked(image, name);
      }),
  },
  {
    message: "a cache is left in it",
    advice: "give the step a cache mount: RUN --mount=type=cache,target=…",
    find: ({ added, image }) =>
      added.filter(
        ({ path, type }) =>
          type === "file" &&
          CACHES.test(path) &&
          !image.directories.some((each) => isWithin(path, each.path)),
      ),
  },
  {
    message: "a development dependency is in it",
    advice: "install production's dependencies alone, in a stage of their own",
    find: findDevelopmentPackages,
  },
  {
    message: "a test is in it",
    advice: "copy the source by name, and not the whole context",
    find: ({ copy, image, added }) => findTests(copy, image, added).development,
  },
  {
    message: "tests within the source are in it",
    advice:
      "a folder beside the source keeps them out, or `run: { builder: … }` in the spec takes them away",
    isAllowed: true,
    find: ({ copy, image, added }) => findTests(copy, image, added).source,
  },
  {
    message: "it has a set-user-id file that its base has not",
    advice: "take the bit away: chmod a-s",
    find: ({ added }) => added.filter(isSetId),
  },
  {
    message: "a path of its base has got other permissions",
    advice: "leave the base image's files as they are",
    find: ({ base, entries }) =>
      entries.filter((entry) => {
        const before = base.entries.get(entry.path);
        return (
          before !== undefined &&
          !ACCOUNTS.test(entry.path) &&
          (before.mode !== entry.mode ||
            before.uid !== entry.uid ||
            before.gid !== entry.gid)
        );
      }),
  },
  {
    message: "the user, or everybody, can change what runs",
    advice:
      "leave the code root's; what is written to goes into `directories:`",
    find: ({ added, image }) => {
      const { user, directories } = image;
      const given = [...directories.map(({ path }) => path), user.home];
      return added
        .filter((entry) => isWritable(entry, user))
        .filter(({ path }) => !given.some((folder) => isWithin(path, folder)))
        .filter((entry) => !isForEverybody(entry, image));
    },
  },
];
