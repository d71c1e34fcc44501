import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output, run } from "./command.ts";

export const TARGETS = ["development", "production"] as const;
export type Target = (typeof TARGETS)[number];

export interface BuildOptions {
  readonly target: Target;
  /** What the image is found by again, to be taken away. */
  readonly label: string;
}

/** One instruction that BuildKit went through. */
export interface Step {
  /** Such as `[builder 2/4] COPY src ./src`. */
  readonly name: string;
  readonly isCached: boolean;
}

export interface Build {
  readonly id: string;
  readonly steps: readonly Step[];
  readonly warnings: readonly string[];
}

/** A line of `--progress=rawjson`: https://pkg.go.dev/github.com/moby/buildkit/client#SolveStatus */
interface Progress {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly cached?: boolean;
  }[];
  readonly warnings?: readonly { readonly short: string }[];
}

/** Instructions only: neither BuildKit's own work nor FROM, which only names an image. */
const IS_INSTRUCTION = /^\[\S+ \d+\/\d+\] (?!FROM )/;

function parseProgress(text: string): Pick<Build, "steps" | "warnings"> {
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  const progress = lines.map((line) => JSON.parse(line) as Progress);
  const steps = new Map<string, Step>();
  for (const { digest, name, cached } of progress.flatMap(
    ({ vertexes }) => vertexes ?? [],
  )) {
    if (!IS_INSTRUCTION.test(name)) continue;
    const isCached = cached === true || steps.get(digest)?.isCached === true;
    steps.set(digest, { name, isCached });
  }
  const warnings = progress.flatMap(({ warnings: found }) => found ?? []);
  return {
    steps: [...steps.values()],
    warnings: warnings.map(({ short }) => short),
  };
}

export const executed = ({ steps }: Build): string[] =>
  steps.filter(({ isCached }) => !isCached).map(({ name }) => name);

/** Builds one target of the Dockerfile in a folder. The image has no name, only its id. */
export async function build(
  root: string,
  { target, label }: BuildOptions,
): Promise<Build> {
  const idFile = join(tmpdir(), `dwe2e-${randomBytes(4).toString("hex")}.id`);
  const what = ["--target", target, "--label", label, root];
  const how = ["--progress=rawjson", "--iidfile", idFile];
  const outcome = await run(["docker", "build", ...how, ...what]);
  if (outcome.code !== 0)
    throw new Error(
      `${target} does not build:\n${outcome.stderr.slice(-4000)}`,
    );
  const id = readFileSync(idFile, "utf8").trim();
  rmSync(idFile);
  return { id, ...parseProgress(outcome.stderr) };
}

/** Takes away the images with a label, and nothing else. */
export async function removeImages(label: string): Promise<void> {
  const filter = ["--filter", `label=${label}`];
  const ids = await output(["docker", "images", "-aq", ...filter]);
  for (const id of new Set(ids.trim().split("\n").filter(Boolean)))
    await run(["docker", "image", "rm", "--force", id]);
}

/** The digests of an image's layers, as their uncompressed archives have them. */
async function layersOf(image: string): Promise<string[]> {
  const format = ["--format", "{{json .RootFS.Layers}}"];
  const answer = await output(["docker", "image", "inspect", ...format, image]);
  return JSON.parse(answer) as string[];
}

/** The bytes of the layers that one image has and another has not, as a registry gets them uncompressed. */
export async function bytesAdded(
  before: string,
  after: string,
): Promise<number> {
  const known = new Set(await layersOf(before));
  const added = (await layersOf(after)).filter((layer) => !known.has(layer));
  const blobs = added.map((layer) => `blobs/${layer.replace(":", "/")}`);
  const archive = `docker save ${after} | tar -xO ${blobs.join(" ")} | wc -c`;
  return Number(await output(["sh", "-c", archive]));
}
