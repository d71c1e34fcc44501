import { RUNTIMES } from "../runtimes/index.ts";
import type { Resolution, Runtime } from "../runtimes/runtime.ts";
import type { Toolchain } from "../model/toolchain.ts";
import { filesIn, type Snapshot } from "../model/snapshot.ts";
import type { ImageSpec } from "../spec/schema/project.ts";
import { inContainer } from "../model/paths.ts";
import type { BuildSecret, Directory, Image, User } from "../model/project.ts";
import { toTexts } from "./settings.ts";

/** The runtime that an image's spec names: the one key of `runtime` that is a language. */
export const runtimeNamed = (image: ImageSpec): Runtime | null =>
  Object.values(RUNTIMES).find(({ name }) => name in image.runtime) ?? null;

/** `a/b` below a directory: both, since what is only made on the way is root's. */
const writtenOut = (parent: string, name: string): string[] =>
  name
    .split("/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"))
    .map((part) => inContainer(parent, part))
    .filter((path) => path !== parent && path !== "/");

/** A spec's directories with their subdirectories, each written out: no shell expands a brace in the end. */
export function resolveDirectories(
  image: ImageSpec,
  startsIn: string,
): Directory[] {
  return (image.directories ?? []).flatMap((entry) => {
    const {
      path,
      subdirs = [],
      mode = "0755",
      volume = null,
    } = typeof entry === "string" ? { path: entry } : entry;
    const parent = inContainer(startsIn, path);
    const octal = mode.padStart(4, "0");
    return [
      {
        path: parent,
        mode: octal,
        volume,
        reason: "declared in the spec",
        of: null,
      },
      ...[...new Set(subdirs.flatMap((name) => writtenOut(parent, name)))].map(
        (below) => ({
          path: below,
          mode: octal,
          volume: null,
          reason: "declared under",
          of: parent,
        }),
      ),
    ];
  });
}

function resolveSecrets(secrets: ImageSpec["secrets"]): BuildSecret[] {
  return Object.entries(secrets ?? {}).map(([name, secret]) =>
    "environment" in secret
      ? { name: secret.environment, source: secret, target: null }
      : {
          name,
          source: { file: secret.file },
          target: secret.target ?? `/run/secrets/${name}`,
        },
  );
}

/** The folders that the program writes where its commands run, seen from there; none of it is source. */
const writtenFolders = (directories: readonly Directory[], startsIn: string) =>
  directories
    .filter(({ path }) => path.startsWith(`${startsIn}/`))
    .map(({ path }) => path.slice(startsIn.length + 1));

/** What the language finds out, with what is written left out of the source. */
function resolveToolchain(
  spec: ImageSpec,
  workdir: string,
  resolve: (written: readonly string[]) => Resolution<Toolchain>,
) {
  // Which folder commands run in does not depend on what is written there.
  const first = resolve([]);
  const startsIn = inContainer(workdir, first.toolchain.folder);
  const directories = resolveDirectories(spec, startsIn);
  const written = writtenFolders(directories, startsIn);
  const resolution = written.length === 0 ? first : resolve(written);
  return { resolution, startsIn, directories };
}

export interface ImageInput {
  readonly name: string;
  readonly spec: ImageSpec;
  readonly user: User;
  readonly snapshot: Snapshot;
  /** Whether it is the project's only image, which gets the plain names. */
  readonly isAlone: boolean;
}

export interface ResolvedImage {
  /** Without what its services add to it: their commands and the targets of their volumes. */
  readonly image: Image;
  readonly resolution: Resolution<Toolchain>;
}

function resolveRun({ run }: ImageSpec): Image["run"] {
  const commands = (stage: keyof Image["run"]) => {
    const own = run?.[stage];
    const user = own && "user" in own ? own.user : undefined;
    return { root: own?.root ?? [], user: user ?? [] };
  };
  return {
    base: commands("base"),
    builder: commands("builder"),
    development: commands("development"),
    production: commands("production"),
  };
}

const resolveRules = ({ watch = [] }: ImageSpec, startsIn: string) =>
  watch.map(({ action, path, target, ignore = [], exec }) => ({
    action,
    path,
    target: target === undefined ? null : inContainer(startsIn, target),
    ignore,
    exec: exec ?? null,
  }));

/** One image with every default made explicit. */
export function resolveImage(
  { name, spec, user, snapshot, isAlone }: ImageInput,
  runtime: Runtime,
): ResolvedImage {
  const { workdir = "/app", context = ".", packages } = spec;
  const files = filesIn(snapshot, context);
  const { resolution, startsIn, directories } = resolveToolchain(
    spec,
    workdir,
    (written) => runtime.resolve(spec, files, written),
  );
  const base = spec.base ?? resolution.toolchain.baseImage;
  const family = /alpine/.test(base) ? "alpine" : "debian";
  const isPlain = isAlone && context === ".";
  const image: Image = {
    name,
    context,
    dockerfile: isPlain ? "Dockerfile" : `docker/${name}.Dockerfile`,
    base,
    distribution: spec.distribution ?? family,
    workdir,
    startsIn,
    user,
    toolchain: resolution.toolchain,
    directories,
    packages: {
      build: packages?.build ?? [],
      runtime: packages?.runtime ?? [],
      development: packages?.development ?? [],
    },
    environment: toTexts(spec.environment),
    args: toTexts(spec.args),
    secrets: resolveSecrets(spec.secrets),
    labels: toTexts(spec.labels),
    run: resolveRun(spec),
    raw: toTexts(spec.dockerfile),
    watch: resolveRules(spec, startsIn),
    ignore: spec.ignore ?? [],
    platforms: spec.platforms ?? [],
    command: { development: null, production: null },
  };
  return { image, resolution };
}
