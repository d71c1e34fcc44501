import type { ChildProcess } from "node:child_process";
import type { ComposeFile } from "./compose-file.ts";
import type { Docker, Outcome } from "./docker.ts";

/** The part of `docker inspect` that is read here: https://docs.docker.com/reference/api/engine/ */
export interface Container {
  readonly Id: string;
  readonly Image: string;
  /** How often the engine has started it again by itself. */
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly ExitCode: number;
    /** Why the engine could not start it, or nothing. */
    readonly Error?: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: {
      readonly Status: string;
      readonly Log: readonly {
        readonly ExitCode: number;
        readonly Output: string;
      }[];
    };
  };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly NetworkSettings?: {
    /** Where `8000/tcp` is published, or null where it is not. */
    readonly Ports?: Readonly<
      Record<string, readonly { readonly HostPort: string }[] | null>
    >;
  };
  readonly HostConfig: {
    readonly Privileged: boolean;
    readonly ReadonlyRootfs: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly RestartPolicy: { readonly Name: string };
  };
}

export interface ComposeOptions {
  readonly project: string;
  readonly files: readonly string[];
  /** What relative paths start from. */
  readonly directory: string;
  /** Variables that the files read. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One Compose project. */
export class Compose {
  readonly docker: Docker;
  readonly options: ComposeOptions;

  constructor(docker: Docker, options: ComposeOptions) {
    this.docker = docker;
    this.options = options;
  }

  #words(args: readonly string[]): string[] {
    const { project, files, directory } = this.options;
    return [
      ...["compose", "-p", project, "--project-directory", directory],
      ...files.flatMap((file) => ["-f", file]),
      ...args,
    ];
  }

  get #where() {
    const { directory, environment = {} } = this.options;
    return { cwd: directory, env: environment };
  }

  /** @param variables What is set for the command itself. */
  start(
    args: readonly string[],
    variables: Readonly<Record<string, string>>,
  ): ChildProcess {
    const { cwd, env } = this.#where;
    const set = { ...env, ...variables };
    return this.docker.start(this.#words(args), { cwd, env: set });
  }

  run(args: readonly string[], timeout?: number): Promise<Outcome> {
    const where = this.#where;
    return this.docker.run(
      this.#words(args),
      timeout === undefined ? where : { ...where, timeout },
    );
  }

  output(...args: readonly string[]): Promise<string> {
    return this.docker.output(this.#words(args), this.#where);
  }

  /** Every file as one, with every default and path made explicit, whatever its profiles. */
  async config(): Promise<ComposeFile> {
    const all = ["--profile", "*", "config", "--format", "json"];
    return JSON.parse(await this.output(...all)) as ComposeFile;
  }

  /** The containers by service; those of a replicated service in the order of their numbers. */
  async containers(): Promise<Map<string, Container[]>> {
    const { project } = this.options;
    const filter = ["--filter", `label=com.docker.compose.project=${project}`];
    const oneOff = ["--filter", "label=com.docker.compose.oneoff=False"];
    const ids = await this.docker.output([
      ...["ps", "--all", "--quiet", "--no-trunc"],
      ...filter,
      ...oneOff,
    ]);
    const found = new Map<string, Container[]>();
    const list = ids.trim().split("\n").filter(Boolean);
    if (list.length === 0) return found;
    // One that is gone by now, since watch makes a new one, is none.
    const { stdout } = await this.docker.run(["inspect", ...list]);
    const numberOf = ({ Config }: Container) =>
      Number(Config.Labels["com.docker.compose.container-number"]);
    const containers = JSON.parse(stdout || "[]") as Container[];
    for (const container of containers.sort(
      (a, b) => numberOf(a) - numberOf(b),
    )) {
      const service = container.Config.Labels["com.docker.compose.service"]!;
      found.set(service, [...(found.get(service) ?? []), container]);
    }
    return found;
  }
}
