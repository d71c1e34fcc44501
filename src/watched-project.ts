import { existsSync } from "node:fs";
import { basename, relative } from "node:path";
import { isSame } from "./diff/digest.ts";
import { generate, type GenerateResult } from "./generate.ts";
import {
  FolderWatch,
  type FolderEvent,
  UnwatchableError,
} from "./io/folder-watch.ts";
import { loadSpec } from "./io/load-spec.ts";
import { isLock } from "./io/lock.ts";
import { contextsOf, readIfFile } from "./io/read-snapshot.ts";
import {
  concerns,
  watchedFolders,
  type Interests,
  type Sources,
} from "./io/watched-folders.ts";
import { isTemporary } from "./io/write-files.ts";
import { isProjectPath, plainPath } from "./spec/schema/scalars.ts";

/** Whether a generated file, of which this is the text, is as the last regeneration left it. */
type Expectation = (text: string | null) => boolean;

const isThere: Expectation = (text) => text !== null;
const isAsLeft =
  (left: string | null): Expectation =>
  (text) =>
    text === null || left === null ? text === left : isSame(text, left);

/** The folder of a project's own templates, before the spec is known to be right. */
function templatesOf(data: unknown): string | null {
  const folder = (data as { templates?: unknown } | null)?.templates;
  if (typeof folder !== "string" || !isProjectPath(plainPath(folder)))
    return null;
  return plainPath(folder);
}

/** A project and what is watched of it; both change with its spec. */
export class WatchedProject {
  readonly #root: string;
  readonly #watch: FolderWatch;
  readonly #onNews: (path: string) => void;
  #sources: Omit<Sources, "root" | "outputs"> = {
    contexts: ["."],
    templates: null,
  };
  #folders: ReadonlyMap<string, Interests> = new Map();
  #isModule = false;
  #outputs: ReadonlyMap<string, Expectation> = new Map();

  /**
   * @param onNews Told of each path that may change what `generate` writes, or that is a generated
   *   file and no longer as it was left.
   */
  constructor(root: string, onNews: (path: string) => void) {
    this.#root = root;
    this.#onNews = onNews;
    this.#watch = new FolderWatch((event) => {
      const name = relative(root, event.path).replaceAll("\\", "/");
      if (event.isLost || this.#isNews(event, name)) onNews(name);
    });
  }

  /** Our own writing is no news, which is told by the text: a time would also fit an edit right after. */
  #isNews({ folder, isListed }: FolderEvent, name: string): boolean {
    if (isTemporary(name) || isLock(name)) return false;
    const expectation = this.#outputs.get(name);
    if (expectation) return !expectation(this.#read(name));
    const interests = this.#folders.get(folder);
    const file = basename(name);
    return !!interests && concerns(interests, file, isListed, this.#isModule);
  }

  #read(name: string): string | null {
    try {
      return readIfFile(this.#root, name)[name] ?? null;
    } catch {
      return null;
    }
  }

  #look(): void {
    if (!existsSync(this.#root))
      throw new UnwatchableError(
        `${this.#root} is gone`,
        "start again in the folder that holds the spec now",
      );
    const outputs = [...this.#outputs.keys()];
    const sources = { root: this.#root, ...this.#sources, outputs };
    this.#folders = watchedFolders(sources);
    this.#watch.watchOnly(this.#folders.keys());
  }

  #remember({ changes, written, secrets }: GenerateResult): void {
    this.#outputs = new Map<string, Expectation>([
      ...secrets.map((path) => [path, isThere] as const),
      ...changes.map(({ path, before, after }) => {
        const left = written.includes(path) ? after : before;
        return [path, isAsLeft(left)] as const;
      }),
    ]);
    this.#look();
    // What happened in a folder that was not watched until now.
    for (const [name, expectation] of this.#outputs)
      if (!expectation(this.#read(name))) this.#onNews(name);
  }

  /**
   * Reads the spec, watches what it names, and only then reads that, so that nothing is missed in between.
   *
   * @throws What `generate` throws; UnwatchableError when the folder is gone or no more can be watched.
   */
  async generate(): Promise<GenerateResult> {
    this.#look();
    const source = await loadSpec(this.#root);
    this.#isModule = source.file.includes(".config.");
    this.#sources = {
      contexts: contextsOf(source.data),
      templates: templatesOf(source.data),
    };
    this.#look();
    const result = await generate({ root: this.#root, write: true, source });
    this.#remember(result);
    return result;
  }

  close(): void {
    this.#watch.close();
  }
}
