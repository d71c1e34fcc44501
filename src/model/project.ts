import type { Toolchain } from "./toolchain.ts";

/** The two ways in which a project runs, and the stages that they run. */
export type Mode = "development" | "production";

/** Data of Compose's that is handed on as it stands. */
export type Raw = Readonly<Record<string, unknown>>;

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** A directory that the user owns in every stage. */
export interface Directory {
  readonly path: string;
  readonly mode: string;
  /** The named volume over it, or null. */
  readonly volume: string | null;
  /** Why it is there, and the directory or service that it is there for: for the guide. */
  readonly reason: string;
  readonly of: string | null;
}

/** A secret that the steps which install something see. */
export interface BuildSecret {
  readonly name: string;
  readonly source: { readonly environment: string } | { readonly file: string };
  /** Where it is mounted, or null for an environment variable of its own name. */
  readonly target: string | null;
}

export interface OwnCommands {
  readonly root: readonly string[];
  readonly user: readonly string[];
}

export interface WatchRule {
  readonly action:
    "sync" | "sync+restart" | "rebuild" | "restart" | "sync+exec";
  readonly path: string;
  readonly target: string | null;
  readonly ignore: readonly string[];
  readonly exec: Raw | null;
}

/** One image with every default made explicit. */
export interface Image {
  readonly name: string;
  /** Relative to the project; `.` is the project itself. */
  readonly context: string;
  /** The Dockerfile, relative to the project. */
  readonly dockerfile: string;
  readonly base: string;
  readonly distribution: "debian" | "alpine";
  /** Where the context lies in the container. */
  readonly workdir: string;
  /** Where commands start and relative paths begin: there, or in the folder of a workspace's member. */
  readonly startsIn: string;
  readonly user: User;
  readonly toolchain: Toolchain;
  readonly directories: readonly Directory[];
  readonly packages: {
    readonly build: readonly string[];
    readonly runtime: readonly string[];
    readonly development: readonly string[];
  };
  readonly environment: Readonly<Record<string, string>>;
  readonly args: Readonly<Record<string, string>>;
  readonly secrets: readonly BuildSecret[];
  readonly labels: Readonly<Record<string, string>>;
  readonly run: Readonly<Record<"base" | "builder" | Mode, OwnCommands>>;
  readonly raw: Readonly<Record<string, string>>;
  readonly watch: readonly WatchRule[];
  readonly ignore: readonly string[];
  readonly platforms: readonly string[];
  /** What `docker run` starts in each stage, or null for the base image's own. */
  readonly command: Readonly<Record<Mode, readonly string[] | null>>;
}

export interface Port {
  readonly container: number;
  readonly host: number;
  readonly hostIp: string;
  readonly name: string | null;
  readonly protocol: "tcp" | "udp";
}

export interface Probe {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly startPeriod: string;
  /** What is asked, in words: for the guide. */
  readonly asks: string;
}

export interface Mount {
  readonly type: "volume" | "bind" | "tmpfs";
  readonly source: string | null;
  readonly target: string;
  readonly readOnly: boolean;
  /** How SELinux labels what is mounted: shared or for one container; null leaves it. */
  readonly selinux: "z" | "Z" | null;
  readonly size: string | null;
  readonly mode: string | null;
}

export interface Dependency {
  readonly service: string;
  readonly condition: string;
  readonly restart: boolean | null;
  readonly required: boolean | null;
}

/** What a service is in one mode. */
export interface Settings {
  /** Null leaves the image's own. */
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly workingDir: string | null;
  /** Null hands the host's value on. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly envFile: readonly {
    readonly path: string;
    readonly required: boolean;
  }[];
  readonly ports: readonly Port[];
  readonly health: Probe | "none" | null;
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  readonly restart: string | null;
  readonly limits: {
    readonly memory: string | null;
    readonly cpus: number | null;
    readonly pids: number | null;
  };
  readonly replicas: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly extraHosts: readonly string[];
  readonly init: boolean;
  readonly readOnly: boolean;
  readonly stopSignal: string | null;
  readonly stopGracePeriod: string | null;
  readonly profiles: readonly string[];
  /** Whether changed code is reloaded by the process itself. */
  readonly reloads: boolean;
  /** Whether it then sees code outside the folder that it starts in, too. */
  readonly followsImports: boolean;
  readonly dependsOn: readonly Dependency[];
  readonly compose: Raw;
}

/** Where a service's image comes from. */
export type Origin =
  | { readonly kind: "built"; readonly image: string; readonly target: Mode }
  | {
      readonly kind: "backing";
      readonly backing: string;
      readonly reference: string;
      readonly user: string;
    }
  | { readonly kind: "external"; readonly reference: string };

export interface Service extends Readonly<Record<Mode, Settings>> {
  readonly name: string;
  readonly origin: Origin;
}

/** What services read as a file under /run/secrets. */
export type Secret =
  | {
      readonly name: string;
      readonly file: string;
      /** Whether we make one where none is. */ readonly generated: boolean;
    }
  | { readonly name: string; readonly environment: string };

/** A spec with every default made explicit and every reference bound. */
export interface Project {
  readonly name: string;
  /** The spec's file name, for the headers of what is written. */
  readonly specFile: string;
  readonly user: User;
  readonly images: readonly Image[];
  readonly services: readonly Service[];
  readonly volumes: Readonly<Record<string, Raw | null>>;
  readonly networks: Readonly<Record<string, Raw | null>>;
  readonly secrets: readonly Secret[];
  readonly compose: Raw;
}
