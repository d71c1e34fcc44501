import { inProject } from "../model/paths.ts";
import { filesIn, type Snapshot } from "../model/snapshot.ts";
import type { Toolchain } from "../model/toolchain.ts";
import {
  finding,
  type Detector,
  type Finding,
  type Place,
} from "../runtimes/detection.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import type { Runtime } from "../runtimes/runtime.ts";
import type { ImageSpec } from "../spec/schema/project.ts";

/** What a spec says about an image's language, and whether it can be built so. */
interface Chosen {
  readonly runtime: ImageSpec["runtime"];
  readonly canBuild: boolean;
  /** The commands that the project's own files name. */
  readonly commands: Toolchain["commands"];
  readonly findings: readonly Finding[];
}

/** What was chosen, as findings. */
function tell(
  { title: language }: Detector,
  toolchain: Toolchain,
  named: Place | null,
  context: string,
): Finding[] {
  const { version, lockfile, packageManager } = toolchain;
  const place =
    lockfile === null
      ? null
      : { file: inProject(context, lockfile), line: null };
  const sure = lockfile === null ? "likely" : "certain";
  const title = `${language} ${version}`;
  return [
    finding("language", "certain", language, named),
    finding("version", named ? "certain" : "guess", title, named),
    finding("packageManager", sure, packageManager, place),
    ...(place ? [finding("lockfile", sure, place.file, place)] : []),
  ];
}

/**
 * The language, its version and its package manager as a spec has to say them: as little as possible,
 * and more where the project's own files lead to a problem that a word of the spec mends.
 *
 * @param settings What else the image's spec says.
 * @param folder Where the program lies.
 * @param context The image's context: the root of a workspace, if the program is a member of one.
 */
export function chooseRuntime(
  runtime: Runtime,
  settings: Omit<ImageSpec, "runtime">,
  snapshot: Snapshot,
  { folder, context }: { folder: string; context: string },
): Chosen {
  const { name } = runtime;
  const detector = detectorOf(runtime);
  const files = filesIn(snapshot, folder);
  const resolve = (spec: ImageSpec) =>
    runtime.resolve(spec, filesIn(snapshot, context), []);
  // A member of a workspace that says nothing has the version of the workspace.
  const named =
    [folder, context].flatMap((where) => {
      const found = detector.version(filesIn(snapshot, where));
      return found ? [{ ...found, file: inProject(where, found.file) }] : [];
    })[0] ?? null;
  const usual = runtime.resolve({ runtime: { [name]: null } }, files, []);
  const version = named ? (named.spec ?? null) : usual.toolchain.version;
  const first = { ...settings, runtime: { [name]: version } };
  const { problems } = resolve(first);
  const mended =
    problems.length === 0
      ? undefined
      : detector
          .alternatives(files)
          .map((each) => ({ ...first, runtime: { ...first.runtime, ...each } }))
          .find((spec) => resolve(spec).problems.length === 0);
  const spec: ImageSpec = mended ?? first;
  const { toolchain, warnings } = resolve(spec);
  const until = mended
    ? `until then the spec says ${JSON.stringify(mended.runtime)}; `
    : "";
  const kind = mended ? "warning" : "problem";
  return {
    runtime: spec.runtime,
    canBuild: problems.length === 0 || mended !== undefined,
    commands: toolchain.commands,
    findings: [
      ...tell(detector, toolchain, named, context),
      ...problems.map(({ message, advice, key }) => {
        const place = key.at(-1) === name ? named : null;
        return finding(kind, "certain", message, place, until + advice);
      }),
      ...warnings.map(({ message, advice }) =>
        finding("warning", "certain", message, null, advice),
      ),
    ],
  };
}
