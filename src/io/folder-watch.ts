import { watch, type FSWatcher } from "node:fs";
import { basename, join, sep } from "node:path";
import { UsageError } from "./find-spec.ts";

/** Nothing more would be heard of what is watched. */
export class UnwatchableError extends UsageError {}

/** What happened to something in a folder. */
export interface FolderEvent {
  readonly folder: string;
  readonly path: string;
  /** Whether it came, went or was renamed; its text alone changed otherwise. */
  readonly isListed: boolean;
  /** Whether a folder is no longer watched by it, until `watchOnly` is called again. */
  readonly isLost: boolean;
}

type Listener = (event: FolderEvent) => void;

/** The system's own limits; what else goes wrong means that the folder has gone. */
const LIMITS: Readonly<Record<string, string>> = {
  ENOSPC: "raise fs.inotify.max_user_watches",
  EMFILE: "raise fs.inotify.max_user_instances, or `ulimit -n`",
};

/**
 * Watches folders, each by itself. Node's own recursive mode watches each file on Linux, and does not
 * follow all that is made anew.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onEvent: Listener;

  constructor(onEvent: Listener) {
    this.#onEvent = onEvent;
  }

  /**
   * Watches these folders and no others. Those that are not there are passed over: the folder above
   * tells when they come.
   *
   * @throws UnwatchableError when the system allows no more.
   */
  watchOnly(folders: Iterable<string>): void {
    const wanted = new Set(folders);
    for (const folder of this.#watchers.keys())
      if (!wanted.has(folder)) this.#drop(folder);
    for (const folder of wanted)
      if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  close(): void {
    for (const folder of this.#watchers.keys()) this.#drop(folder);
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, (event, name) =>
        this.#tell(folder, name, event === "rename"),
      );
      // Windows reports a folder that goes as an error.
      watcher.on("error", () => this.#tell(folder, null, true));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      const advice = LIMITS[code];
      if (advice === undefined) return;
      throw new UnwatchableError(
        `no more folders can be watched (${code})`,
        advice,
      );
    }
  }

  #tell(folder: string, name: string | null, isListed: boolean): void {
    const path = name === null ? folder : join(folder, name);
    const isLost = isListed ? this.#dropBelow(folder, name, path) : false;
    this.#onEvent({ folder, path, isListed, isLost });
  }

  /**
   * A folder made anew under an old name needs a new watch, even where it got the old one's number. One
   * that goes itself reports its own name, as if a file in it were called so.
   */
  #dropBelow(folder: string, name: string | null, path: string): boolean {
    const isItself = name === null || name === basename(folder);
    const gone = [...this.#watchers.keys()].filter(
      (each) =>
        each === path ||
        each.startsWith(`${path}${sep}`) ||
        (isItself && each === folder),
    );
    for (const each of gone) this.#drop(each);
    return gone.length > 0;
  }
}
