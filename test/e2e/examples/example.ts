import type { Stack } from "../support/stack.ts";

/** Where a service answers over HTTP. */
export interface Endpoint {
  readonly service: string;
  readonly port: number;
  readonly path: string;
}

/** A line of the source that can be edited, and where the edit shows. */
export interface Edit {
  readonly path: string;
  /** Text of the file. */
  readonly text: string;
  /** What in it is replaced by another word, which the endpoint then answers. */
  readonly word: string;
  readonly at: Endpoint;
}

/** All that the end-to-end tests have to know about one folder of examples/. */
export interface Example {
  readonly folder: string;
  readonly user: {
    readonly name: string;
    readonly uid: number;
    readonly gid: number;
  };
  /** The image that its Dockerfile starts from. */
  readonly base: string;
  /** Services that run what its Dockerfile builds. */
  readonly services: readonly string[];
  /** What else runs. */
  readonly backing: readonly string[];
  /** Every address that answers, and those that send a stream without an end. */
  readonly endpoints: readonly Endpoint[];
  /** Files that hold a password. */
  readonly secrets: readonly string[];

  /** Directories that the spec declares, subdirectories too. */
  readonly directories: readonly string[];
  /** Lets the services write: through their own work, not by a probe. */
  use(stack: Stack): Promise<void>;
  /** Shell patterns of the files that `use` leaves in the directories, with a service that sees them. */
  readonly written: { readonly service: string; readonly files: string[] };
  /** Whether what `use` stored is still there. */
  isKept(stack: Stack): Promise<boolean>;

  /** The files and folders that production takes from the project. */
  readonly shipped: readonly string[];
  /** The folder of the source and the one of the tests. */
  readonly source: string;
  readonly tests: string;
  /** Matches a build step that installs dependencies. */
  readonly installs: RegExp;
  /** Folders of packages that only development has. */
  readonly developmentPackages: readonly string[];

  readonly edit: Edit;
  /** A lockfile, and text at its end that leaves it valid. */
  readonly lockfile: { readonly path: string; readonly appended: string };
}
