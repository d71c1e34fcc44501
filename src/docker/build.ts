import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BuildSection } from "./compose-file.ts";
import type { Docker } from "./docker.ts";
import { parseProgress, type CheckWarning, type Progress } from "./progress.ts";

export interface BuildOptions {
  readonly section: BuildSection;
  readonly tag: string;
  /** name=value: what the image is found by again, to be taken away. */
  readonly label: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Variables that secrets are read from. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A build that ended well. */
export interface Build extends Progress {
  readonly id: string;
  readonly command: string;
}

/** A build that did not, with what BuildKit said last. */
export interface FailedBuild {
  readonly command: string;
  readonly error: string;
  /** The line of the Dockerfile that BuildKit names. */
  readonly line: number | null;
  readonly warnings: readonly CheckWarning[];
}

/** https://docs.docker.com/build/building/variables/ */
const ENVIRONMENT = {
  // What is built is no working tree of Git's.
  BUILDX_GIT_INFO: "false",
  // Where containerd holds the images, when it was built is a part of what it is called by.
  BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
};

/** `docker build`'s words for a build section, https://docs.docker.com/reference/compose-file/build/ */
function wordsOf({ section, tag, label }: BuildOptions): string[] {
  const { context, target, args, secrets, contexts, ssh, flags } = section;
  const dockerfile = section.inline === null ? section.dockerfile : "-";
  const each = (
    flag: string,
    entries: readonly (readonly [string, string])[],
  ) => entries.flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return [
    ...(dockerfile === null ? [] : ["--file", dockerfile]),
    ...(target === null ? [] : ["--target", target]),
    ...each("--build-arg", Object.entries(args)),
    ...secrets.flatMap((secret) => ["--secret", secret]),
    ...each("--build-context", Object.entries(contexts)),
    ...ssh.flatMap((id) => ["--ssh", id]),
    ...flags,
    ...["--tag", tag, "--label", label, context],
  ];
}

/**
 * Builds an image, and reads from BuildKit's progress what it did.
 *
 * @returns The build, or why there is none.
 */
export async function build(
  docker: Docker,
  options: BuildOptions,
): Promise<Build | FailedBuild> {
  const idFile = join(
    tmpdir(),
    `dockwright-${randomBytes(6).toString("hex")}.id`,
  );
  const words = wordsOf(options);
  const how = ["--progress=rawjson", "--iidfile", idFile];
  try {
    const { timeout, section } = options;
    const outcome = await docker.run(["build", ...how, ...words], {
      timeout,
      ...(section.inline !== null && { input: section.inline }),
      env: { ...options.environment, ...ENVIRONMENT },
    });
    const command = outcome.command.replace(` ${how.join(" ")}`, "");
    const progress = parseProgress(outcome.stderr);
    if (outcome.code === 0)
      return { id: readFileSync(idFile, "utf8").trim(), command, ...progress };
    const error =
      outcome.code === null
        ? `${progress.log}\nnot finished in ${timeout / 1000} s`
        : `${progress.log}\n${progress.rest}`;
    const line = /^\S*:(\d+)$/m.exec(progress.rest)?.[1];
    return {
      ...{ command, error: error.trim() },
      ...{ line: line ? Number(line) : null, warnings: progress.warnings },
    };
  } finally {
    rmSync(idFile, { force: true });
  }
}
