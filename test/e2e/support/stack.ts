import { rmSync, writeFileSync } from "node:fs";
import { removeImages, type Target } from "./build.ts";
import { output, run } from "./command.ts";
import type { Sandbox } from "./sandbox.ts";
import { until } from "./until.ts";

/** The part of `docker compose config` that the tests read. */
export interface ComposeConfig {
  readonly services: Readonly<Record<string, ComposeService>>;
}

interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly target: string };
  readonly ports?: readonly {
    readonly target: number;
    readonly host_ip?: string;
  }[];
  readonly volumes?: readonly {
    readonly type: string;
    readonly target: string;
    readonly read_only?: boolean;
  }[];
  readonly tmpfs?: readonly string[];
  readonly develop?: {
    readonly watch: readonly {
      readonly action: string;
      readonly path: string;
      readonly target?: string;
    }[];
  };
}

/** The part of `docker inspect` that the tests read. */
export interface Container {
  readonly Id: string;
  readonly Image: string;
  readonly State: {
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly Privileged: boolean;
    readonly ReadonlyRootfs: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
  };
}

const FILES: Record<Target, string> = {
  development: "compose.yaml",
  production: "compose.production.yaml",
};

/**
 * Containers that are created at once may both fill the same fresh volume, and one then fails.
 * The engine's own race, which a second start does not meet: https://github.com/moby/moby/issues/43068
 */
const RACE = /failed to mkdir \S+\/_data\/.*: file exists/;

/** One Compose project of a sandbox: its own name, its own free ports on the host. */
export class Stack {
  readonly sandbox: Sandbox;
  readonly target: Target;
  readonly project: string;
  /** The configuration as it was generated, with the ports that it names. */
  written: ComposeConfig | null = null;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #ports: string;

  constructor(
    sandbox: Sandbox,
    target: Target,
    ids: { readonly uid: number; readonly gid: number } | null = null,
  ) {
    this.sandbox = sandbox;
    this.target = target;
    const suffix = ids === null ? "" : `-${ids.uid}-${ids.gid}`;
    const name = sandbox.example.folder;
    this.project = `${sandbox.id}-${name}-${target}${suffix}`;
    this.#ports = `${sandbox.root}.${target}${suffix}.yaml`;
    this.#environment = {
      GIT_HASH: `${sandbox.id}${suffix}`,
      ...(ids && { APP_UID: String(ids.uid), APP_GID: String(ids.gid) }),
    };
    writeFileSync(this.#ports, "services: {}\n");
  }

  /** The whole command, for those that outlive one call. */
  command(...args: readonly string[]): [string, ...string[]] {
    const files = ["-f", FILES[this.target], "-f", this.#ports];
    return ["docker", "compose", "-p", this.project, ...files, ...args];
  }

  get options() {
    return { cwd: this.sandbox.root, env: this.#environment };
  }

  compose(...args: readonly string[]): Promise<string> {
    return output(this.command(...args), this.options);
  }

  async config(): Promise<ComposeConfig> {
    return JSON.parse(
      await this.compose("config", "--format", "json"),
    ) as ComposeConfig;
  }

  /** Publishes every port on one that is free, as the written ones may be taken. */
  async #freePorts(): Promise<void> {
    this.written = await this.config();
    const lines = Object.entries(this.written.services).flatMap(
      ([name, { ports = [] }]) => {
        const free = ports.map(({ target }) => `"127.0.0.1::${target}"`);
        const list = `    ports: !override [${free.join(", ")}]`;
        return free.length === 0 ? [] : [`  ${name}:`, list];
      },
    );
    if (lines.length > 0)
      writeFileSync(this.#ports, `services:\n${lines.join("\n")}\n`);
  }

  async up(): Promise<void> {
    if (this.written === null) await this.#freePorts();
    const up = ["up", "--build", "--wait", "--wait-timeout", "180"];
    const start = () => run(this.command(...up), this.options);
    const first = await start();
    const { code, stderr } = RACE.test(first.stderr) ? await start() : first;
    if (code === 0) return;
    const logs = await this.compose("logs", "--tail", "30");
    throw new Error(
      `${this.project} does not come up:\n${stderr.slice(-3000)}\n${logs}`,
    );
  }

  async container(service: string): Promise<Container> {
    const id = (await this.compose("ps", "--all", "-q", service)).trim();
    if (id === "") throw new Error(`${service} has no container`);
    const answer = await output(["docker", "inspect", id]);
    const [container] = JSON.parse(answer) as Container[];
    return container!;
  }

  /** Waits until a service is healthy: it may be starting, or watch may be restarting it. */
  async healthy(service: string): Promise<void> {
    await until(`${service} is healthy`, async () => {
      const { State } = await this.container(service);
      return State.Health?.Status === "healthy";
    });
  }

  /** The image that was built for a service. */
  async imageOf(service: string): Promise<string> {
    const labels = { project: this.project, service };
    const filters = Object.entries(labels).flatMap(([name, value]) => [
      "--filter",
      `label=com.docker.compose.${name}=${value}`,
    ]);
    const ids = await output(["docker", "images", "-q", ...filters]);
    return ids.trim();
  }

  /** What a shell script prints in a service's container, run as its user. */
  sh(service: string, script: string): Promise<string> {
    return this.compose("exec", "-T", service, "sh", "-c", script);
  }

  async url(service: string, port: number, path: string): Promise<string> {
    const address = await this.compose("port", service, String(port));
    return `http://${address.trim()}${path}`;
  }

  /** The body of an answer with status 2xx, asked for until there is one. */
  async request(
    service: string,
    port: number,
    path: string,
    init: RequestInit = {},
  ): Promise<string> {
    return until(`${service} answers on ${port}${path}`, async () => {
      const url = await this.url(service, port, path);
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(url, { ...init, signal });
      const text = await response.text();
      if (response.ok) return text;
      throw new Error(`${response.status} ${text}`);
    });
  }

  /** Takes away containers, networks, volumes and the images that were built, and nothing else. */
  async remove(): Promise<void> {
    try {
      await this.compose("down", "--volumes", "--timeout", "2");
    } finally {
      await removeImages(`com.docker.compose.project=${this.project}`);
      rmSync(this.#ports, { force: true });
    }
  }
}
