import type {
  Detected,
  DetectedDirectory,
  DetectedService,
  Finding,
} from "../runtimes/detection.ts";
import type { BACKING_SERVICES } from "../spec/schema/service.ts";
import type { Mode } from "../model/project.ts";
import type { ImageSpec } from "../spec/schema/project.ts";

/** A backing service that the spec has a word for. */
export interface DetectedBacking {
  readonly name: (typeof BACKING_SERVICES)[number];
  /** What a Compose file of the project's own runs, or null for our default. */
  readonly version: string | null;
}

/** What a service is told about the backing services that it reaches. */
export interface Connection {
  readonly dependsOn: readonly string[];
  readonly environment: Readonly<Record<string, string | null>>;
  /** Puts together what only the container knows, such as an address with its password; or null. */
  readonly entrypoint: readonly string[] | null;
}

/** An image, with the services that run it. */
export interface DetectedImage {
  readonly name: string;
  readonly context: string;
  /** The folder of the workspace's member that it runs, or null. */
  readonly workspace: string | null;
  /** The language and, where the project's own files name none, its version; as a spec has them. */
  readonly runtime: ImageSpec["runtime"];
  readonly settings: Detected["image"];
  readonly directories: readonly DetectedDirectory[];
  readonly services: readonly DetectedService[];
  readonly connection: Connection;
  /** The commands that follow from the project's own files, which a spec need not repeat. */
  readonly known: Readonly<Record<Mode, readonly string[] | null>>;
  /** Whether it can be built; if not, a finding of kind `problem` says why. */
  readonly canBuild: boolean;
}

/** What a repository says about itself, as plain data. */
export interface Detection {
  /** A name for the project. */
  readonly name: string;
  readonly images: readonly DetectedImage[];
  readonly backing: readonly DetectedBacking[];
  readonly findings: readonly Finding[];
}
