/** What a judge says about one place of one generated file. */
export interface Finding {
  /** The rule's own name. */
  readonly rule: string;
  /** The file, relative to the example. */
  readonly file: string;
  /** The Compose service that it is about; null when it is about the file. */
  readonly service: string | null;
  readonly line: number;
  readonly message: string;
}

/** A linter that others wrote. */
export interface Judge {
  readonly name: string;
  /** The pinned packages that it is in; they are fetched once. */
  readonly packages: readonly string[];
  readonly source: "PyPI" | "npm";
  /** Whether a generated file is one that it reads. */
  readonly reads: (file: string) => boolean;
  /**
   * @param bin The folder of its command.
   * @param folder The example.
   * @param files Those that it reads, relative to the example.
   */
  readonly judge: (
    bin: string,
    folder: string,
    files: readonly string[],
  ) => readonly Finding[];
}

export const isDockerfile = (file: string): boolean =>
  /(^|[/.])Dockerfile$/.test(file);
export const isCompose = (file: string): boolean =>
  /^compose\..*yaml$/.test(file);
