import { existsSync } from "node:fs";
import { join } from "node:path";
import { tailOf } from "../../docker/docker.ts";
import { COMPOSE_FILES } from "../../model/compose-files.ts";
import {
  checked,
  finding,
  type BuildResult,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import { refusedAt } from "../refused-at.ts";
import type { Place } from "../source-lines.ts";
import type { Workbench } from "../workbench.ts";

/** A file that is there and that the build does not find is kept from it by the ignore file. */
function ignoredCause(
  { stack, planned }: BuildResult,
  error: string,
): Place | null {
  const { image, section } = planned;
  const path = /"\/([^"]+)": not found/.exec(error)?.[1];
  if (!path || !image || !existsSync(join(section.context, path))) return null;
  const name = path
    .split("/")
    .pop()!
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const { lines } = stack.bench;
  return (
    lines.inIgnoreFile(image, new RegExp(`^(?!!|#).*${name}`)) ??
    lines.inIgnoreFile(image, /^\*\*?\s*$/)
  );
}

async function* buildsCleanly(result: BuildResult): Observations {
  const { stack, planned, outcome } = result;
  const { lines } = stack.bench;
  const name = planned.image?.name ?? planned.services[0]!;
  const subject = `${name} for ${planned.section.target ?? stack.mode}`;
  yield checked(subject);
  const at = (line: number | null) =>
    line === null || !planned.image
      ? null
      : lines.at(planned.image.dockerfile, line);
  const { command } = outcome;
  // Under `# check=error=true` a warning is what it does not build for.
  if ("error" in outcome && outcome.warnings.length === 0) {
    const ignored = ignoredCause(result, outcome.error);
    yield finding({
      subject,
      message: ignored
        ? "it does not build: the ignore file keeps a file from it that a step reads"
        : "it does not build",
      evidence: { command, output: tailOf(outcome.error, 30) },
      cause: ignored ?? at(outcome.line),
      advice: ignored
        ? "take the line out, or let the file in again with a line !NAME behind it"
        : "mend the step; what it printed is above",
    });
    return;
  }
  for (const { message, line } of outcome.warnings)
    yield finding({
      subject,
      message: `a build check warns: ${message}`,
      evidence: { command, output: message },
      cause: at(line),
      advice: "see https://docs.docker.com/reference/build-checks/",
    });
}

/** Compose and Bake read every file without a word. */
async function* areAccepted(bench: Workbench): Observations {
  const folder = bench.path("files");
  const compose = Object.values(COMPOSE_FILES).map((file) => ({
    file,
    args: ["compose", "-f", file, "config", "--quiet"],
  }));
  const bake = {
    file: "docker-bake.json",
    args: ["buildx", "bake", "--file", "docker-bake.json", "--print"],
  };
  for (const { file, args } of [...compose, bake]) {
    if (!existsSync(join(folder, file))) continue;
    yield checked(file);
    const { command, code, stderr } = await bench.docker.run(args, {
      cwd: folder,
      env: bench.environment,
    });
    const isQuiet = args.includes("--print") || stderr.trim() === "";
    if (code === 0 && isQuiet) continue;
    yield finding({
      subject: file,
      message: code === 0 ? "it is read with a warning" : "it is not accepted",
      evidence: { command, output: tailOf(stderr, 10) },
      cause: refusedAt(bench.lines, file, stderr),
      advice: "see https://docs.docker.com/reference/compose-file/",
    });
  }
}

export const builds: Guarantee = {
  id: "G1",
  title: "builds without a warning",
  proves:
    "Every image builds for both targets, BuildKit's checks find nothing, and Compose and Bake accept every file.",
  files: areAccepted,
  build: buildsCleanly,
};
