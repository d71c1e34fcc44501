import { randomBytes } from "node:crypto";
import { statSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildSection } from "../../docker/compose-file.ts";
import { bytesAdded, contentsOf } from "../../docker/image.ts";
import { executed } from "../../docker/progress.ts";
import type { Image, Mode } from "../../model/project.ts";
import {
  checked,
  finding,
  note,
  type BuiltImage,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import { commentOn, evidenceOf } from "../source-edit.ts";

/** What an archive takes for each file beside its content: its header, padding, a folder's header. */
const PER_FILE = 1_536;
/** What is no file of the project: a package's metadata and entry points, and the archive's end. */
const REST = 16_384;

/** Steps that install, whatever the language: packages of the distribution. */
const SYSTEM = /\bapt-get install\b|\bapk add\b/;

/** Bytes that a source may take in an image at most, with what an archive adds to them. */
function sizeOfSource(copy: string, image: Image): number {
  const { source, buildFiles, manifests } = image.toolchain;
  const sizes = [...source.map(({ path }) => path), ...buildFiles, ...manifests]
    .map((path) => join(copy, image.context, path))
    .flatMap((path) => {
      const status = statSync(path, { throwIfNoEntry: false });
      if (!status?.isDirectory()) return status ? [status.size] : [];
      return readdirSync(path, { recursive: true, encoding: "utf8" })
        .map((name) => statSync(join(path, name)))
        .map((each) => (each.isFile() ? each.size : 0));
    });
  return sizes.reduce((sum, size) => sum + size + PER_FILE, REST);
}

/** Bytes of what a build made of the source, which may be more than the source is. */
async function sizeOfOutput({ image, targets }: BuiltImage): Promise<number> {
  const { bench } = targets.production.stack;
  const { id } = targets.production.build;
  const { docker, label } = bench;
  const { entries } = await contentsOf(docker, id, label);
  const own = [...entries.values()].filter(
    ({ path, type }) =>
      type === "file" &&
      path.startsWith(`${image.workdir}/`) &&
      !/\/(?:node_modules|\.venv)\//.test(path),
  );
  return own.reduce((sum, { size }) => sum + size + PER_FILE, 0);
}

const bytes = (count: number) =>
  count < 10_000 ? `${count} bytes` : `${Math.round(count / 1000)} kB`;

/** The same build in another copy. */
function buildIn(copy: string, { targets }: BuiltImage, mode: Mode) {
  const { stack, planned } = targets[mode];
  const text = JSON.stringify(planned.section);
  const section = JSON.parse(text.replaceAll(stack.copy, copy)) as BuildSection;
  return stack.bench.build(section, `${planned.tag}-again`);
}

/** A build that is asked for again has nothing to do. */
async function* isCached(built: BuiltImage, copy: string): Observations {
  const { image, targets } = built;
  for (const { stack, build: before } of Object.values(targets)) {
    const { bench, mode } = stack;
    const subject = `${image.name} for ${mode}, unchanged`;
    yield checked(subject);
    const again = await buildIn(copy, built, mode);
    if ("error" in again) throw new Error(again.error);
    const steps = executed(again);
    if (steps.length === 0 && again.id === before.id) continue;
    yield finding({
      subject,
      message: "a second build does something again",
      evidence: {
        command: again.command,
        output: steps.join("\n") || `${before.id} became ${again.id}`,
      },
      cause: steps[0] ? bench.lines.ofStep(image, steps[0]) : null,
      advice: "what the step reads has to be the same each time",
    });
  }
}

async function* addsLittle(
  built: BuiltImage,
  copy: string,
  after: string,
  file: string,
): Observations {
  const { image, targets } = built;
  const { stack, build: before } = targets.production;
  const { bench } = stack;
  const added = await bytesAdded(bench.docker, before.id, after);
  yield note(`${image.name}: a source edit adds ${bytes(added)} to production`);
  const source = sizeOfSource(copy, image);
  const limit = added <= source ? source : source + (await sizeOfOutput(built));
  if (added <= limit) return;
  yield finding({
    subject: `${image.name} for production, ${file} edited`,
    message: `production gains ${bytes(added)}, and the project has ${bytes(limit)}`,
    evidence: {
      command: `docker save ${image.name}, before and after`,
      output: `${bytes(added)} in layers that were not there before`,
    },
    cause: bench.lines.inDockerfile(image, "production", ({ keyword }) =>
      ["COPY", "ADD"].includes(keyword),
    ),
    advice:
      "copy the dependencies from a stage that does not see the source, and the project over them",
  });
}

/** The stage in the name of a build step. */
const STAGE = /^\[(?:\S+\/\S+ )?(\S+) +\d+\/\d+\]/;

/**
 * Whether a step installs dependencies. One that installs what is missing beside the project
 * does where no step of its stage, or of those that it is made from, has installed them.
 */
export function isInstall(
  { image, targets }: BuiltImage,
  mode: Mode,
  step: string,
): boolean {
  const { lines } = targets[mode].stack.bench;
  const { installs, completes } = evidenceOf(image);
  const text = lines.textOfStep(image, step);
  if (installs.test(text) || SYSTEM.test(text)) return true;
  if (!completes?.test(text)) return false;
  const stage = STAGE.exec(step)?.[1] ?? mode;
  const before = lines.inDockerfile(image, stage, (each) =>
    installs.test(each.text),
  );
  return before === null;
}

/** A change of the source installs nothing, and adds to production what the project is. */
async function* takesEdits(built: BuiltImage, copy: string): Observations {
  const { image, targets } = built;
  const word = randomBytes(8).toString("hex");
  const file = commentOn(copy, image, word);
  if (file === null) return;
  for (const { stack } of Object.values(targets)) {
    const { bench, mode } = stack;
    const subject = `${image.name} for ${mode}, ${file} edited`;
    yield checked(subject);
    const edited = await buildIn(copy, built, mode);
    if ("error" in edited) throw new Error(edited.error);
    const steps = executed(edited);
    const evidence = { command: edited.command, output: steps.join("\n") };
    if (steps.length === 0)
      yield finding({
        subject,
        message: "an edit of the source does not reach the build",
        evidence,
        cause: bench.lines.inIgnoreFile(image, /^\*\*?\s*$/),
        advice: "copy the source in a step, and let the ignore file pass it",
      });
    for (const step of steps.filter((it) => isInstall(built, mode, it)))
      yield finding({
        subject,
        message: `an edit of ${file} installs the dependencies again`,
        evidence,
        cause: bench.lines.ofStep(image, step),
        advice:
          "install before the source is copied, from the manifest and the lockfile alone",
      });
    if (mode === "production") yield* addsLittle(built, copy, edited.id, file);
  }
}

async function* keepsWhatItHas(built: BuiltImage): Observations {
  const { bench, copy: from } = built.targets.production.stack;
  // Images may share their source, and watch changes that of development.
  const copy = bench.copyOf(from, `cache-${built.image.name}`);
  yield* isCached(built, copy);
  yield* takesEdits(built, copy);
}

export const cache: Guarantee = {
  id: "G8",
  title: "builds only what changed",
  proves:
    "An unchanged build is all cache hits; a source edit installs nothing again, and adds no more to production than the project has.",
  image: keepsWhatItHas,
};
