import { spawnSync } from "node:child_process";

/**
 * Runs docker.
 *
 * @returns What it printed.
 * @throws When it fails, with what it said.
 */
export function docker(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("docker", args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status === 0) return stdout.trim();
  throw new Error(
    `docker ${args.join(" ")} ended with ${status}:\n${stderr.slice(-4000)}`,
  );
}

export interface Build {
  readonly context: string;
  readonly dockerfile: string;
  readonly tag: string;
}

/**
 * Builds an image: of our Dockerfiles the last stage, which is production.
 *
 * @returns The milliseconds that it took, as somebody who waits for it sees them.
 */
export function build({ context, dockerfile, tag }: Build): number {
  const start = performance.now();
  docker("build", "--quiet", "--file", dockerfile, "--tag", tag, context);
  return performance.now() - start;
}

export const imageId = (tag: string): string =>
  docker("image", "inspect", "--format", "{{.Id}}", tag);

export function removeImage(image: string): void {
  docker("image", "rm", "--force", image);
}
