import type { Docker } from "./docker.ts";

/** The versions of what answers, or null where it does not. */
export interface Versions {
  readonly engine: string | null;
  readonly compose: string | null;
  readonly buildx: string | null;
}

/** What is missing on a machine, and what to do about it. */
export interface Lack {
  readonly message: string;
  readonly advice: string;
}

type Part = keyof Versions;

const NAMES: Record<Part, string> = {
  engine: "Docker Engine",
  compose: "Docker Compose",
  buildx: "Docker Buildx",
};

/** The oldest version of each that has what the generated files use, and what that is. */
const LEAST: Record<Part, readonly [version: string, what: string]> = {
  // https://docs.docker.com/engine/release-notes/23.0/
  engine: ["23.0.0", "BuildKit as the builder"],
  // https://docs.docker.com/compose/releases/release-notes/
  compose: ["2.24.0", "watch that copies through the engine"],
  // https://docs.docker.com/build/release-notes/
  buildx: ["0.13.0", "progress that can be read (--progress=rawjson)"],
};

const numbersOf = (version: string): number[] =>
  (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".").map(Number);

/** Whether a version such as `v2.40.3-desktop.1` is not older than another. */
export function isAtLeast(version: string, least: string): boolean {
  const have = numbersOf(version);
  for (const [index, want] of numbersOf(least).entries()) {
    const difference = (have[index] ?? 0) - want;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Asks for the versions of the engine, of Compose and of Buildx. */
export async function readVersions(docker: Docker): Promise<Versions> {
  const ask = async (...args: string[]) => {
    const outcome = await docker
      .run(args, { timeout: 20_000 })
      .catch(() => null);
    const text = outcome?.code === 0 ? outcome.stdout : "";
    return /\d+\.\d+[\w.+-]*/.exec(text)?.[0] ?? null;
  };
  const [engine, compose, buildx] = await Promise.all([
    ask("version", "--format", "{{.Server.Version}}"),
    ask("compose", "version", "--short"),
    ask("buildx", "version"),
  ]);
  return { engine, compose, buildx };
}

/** What a machine with these versions lacks. */
export function* lacksOf(versions: Versions): Generator<Lack> {
  if (versions.engine === null) {
    yield {
      message: "no Docker engine answers",
      advice: "start Docker, or see what `docker info` says",
    };
    return;
  }
  for (const part of Object.keys(LEAST) as Part[]) {
    const version = versions[part];
    const [least, what] = LEAST[part];
    if (version !== null && isAtLeast(version, least)) continue;
    yield {
      message: `${NAMES[part]} is ${version ?? "not there"}; ${what} needs ${least}`,
      advice: `install ${NAMES[part]} ${least} or newer`,
    };
  }
}
