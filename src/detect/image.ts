import { inProject } from "../model/paths.ts";
import { filesIn, type Snapshot } from "../model/snapshot.ts";
import type { Detected, Finding } from "../runtimes/detection.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import { findBacking } from "./backing.ts";
import { chooseRuntime } from "./choose-runtime.ts";
import { connect } from "./connection.ts";
import type { Context } from "./contexts.ts";
import type {
  Connection,
  DetectedBacking,
  DetectedImage,
} from "./detection.ts";
import {
  portHints,
  readEnvironmentFiles,
  type SetVariable,
} from "./environment-files.ts";
import { packageName } from "./names.ts";
import { withProcfile } from "./procfile.ts";

/** What was found in one context, before the images get their names. */
export interface FoundImage extends Context {
  /** What the others call it as a dependency, or null. */
  readonly packageName: string | null;
  /** The names of what it installs. */
  readonly dependencies: readonly string[];
  readonly image: Omit<DetectedImage, "name">;
  readonly backing: readonly DetectedBacking["name"][];
  readonly findings: readonly Finding[];
}

const move =
  (folder: string) =>
  (found: Finding): Finding =>
    found.file === null
      ? found
      : { ...found, file: inProject(folder, found.file) };

/** Files of the project around a folder too: a .env at the top is for all that Compose starts. */
const around = (snapshot: Snapshot, folder: string): SetVariable[] =>
  folder === "." ? [] : readEnvironmentFiles(filesIn(snapshot, "."));

/** Dependencies and variables with the files that they are in as the project sees them. */
function placed(detected: Detected, folder: string): Detected {
  const moved = <Item extends { readonly file: string }>(item: Item) => ({
    ...item,
    file: inProject(folder, item.file),
  });
  return {
    ...detected,
    variables: detected.variables.map(moved),
    dependencies: detected.dependencies.map(moved),
  };
}

/** Paths of a workspace's member as a spec has them: seen from the context. */
function inContext(image: Detected["image"], folder: string) {
  const { include, output, source } = image;
  const moved = (path: string) => inProject(folder, path);
  return {
    ...image,
    ...(output && { output: output.map(moved) }),
    ...(source && { source: source.map(moved) }),
    ...(include && { include: include.map(moved) }),
  };
}

/** What the image's surroundings are, where anything in it could need them. */
function surroundings(
  detected: Detected,
  set: readonly SetVariable[],
): Pick<FoundImage, "backing" | "findings"> & { connection: Connection } {
  const { names, findings } = findBacking(detected, set);
  const connected = connect(detected, names, set);
  return {
    backing: names,
    connection: connected.connection,
    findings: [...findings, ...connected.findings],
  };
}

/**
 * Everything that one folder says about itself.
 *
 * @param root The workspace's root that the folder is a member of, or null.
 */
export function findImage(
  snapshot: Snapshot,
  { folder, runtime }: Context,
  root: string | null,
): FoundImage {
  const files = filesIn(snapshot, folder);
  const context = root ?? folder;
  const workspace =
    root === null ? null : folder.slice(root === "." ? 0 : root.length + 1);
  const unsaid = { runtime: { [runtime.name]: null } };
  const { toolchain } = runtime.resolve(unsaid, files, []);
  const own = readEnvironmentFiles(files);
  const hints = portHints(files, own);
  const detected = detectorOf(runtime).detect({
    folder: workspace ?? ".",
    files,
    toolchain,
    hints,
  });
  const { services, findings } = withProcfile(files, detected.services);
  const settings = {
    ...inContext(detected.image, workspace ?? "."),
    ...(workspace !== null && { workspace }),
  };
  const chosen = chooseRuntime(runtime, settings, snapshot, {
    folder,
    context,
  });
  const set = [
    ...own.map((each) => ({ ...each, file: inProject(folder, each.file) })),
    ...around(snapshot, folder),
  ];
  const { backing, connection, ...told } = surroundings(
    placed(detected, folder),
    set,
  );
  return {
    folder,
    runtime,
    packageName: packageName(files),
    dependencies: detected.dependencies.map(({ name }) => name),
    backing,
    findings: [
      ...chosen.findings,
      ...[...detected.findings, ...findings].map(move(folder)),
      ...told.findings,
    ],
    image: {
      context,
      workspace,
      runtime: chosen.runtime,
      settings: inContext(detected.image, workspace ?? "."),
      directories: detected.directories,
      services,
      connection,
      known: chosen.commands,
      canBuild: chosen.canBuild,
    },
  };
}
