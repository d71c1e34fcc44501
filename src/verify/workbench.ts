import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Build, type FailedBuild } from "../docker/build.ts";
import type { BuildSection } from "../docker/compose-file.ts";
import { Docker } from "../docker/docker.ts";
import { sweep } from "../docker/sweep.ts";
import type { ReadProject } from "../generate.ts";
import { MADE_BY_TOOLS } from "../io/read-snapshot.ts";
import type { Project } from "../model/project.ts";
import { isWithin } from "../model/paths.ts";
import { checkEngine } from "./check-engine.ts";
import { copyTree } from "./copy-tree.ts";
import { environmentOf } from "./environment.ts";
import { plant } from "./plant.ts";
import { privateWords } from "./private-words.ts";
import { SourceLines } from "./source-lines.ts";

export interface WorkbenchOptions {
  /** Milliseconds for each build, start and wait. */
  readonly timeout: number;
  /** The services that were named; none are all. */
  readonly services: readonly string[];
}

const REAPER = fileURLToPath(
  new URL(
    import.meta.url.endsWith(".ts") ? "../../dist/reap.cjs" : "reap.cjs",
    import.meta.url,
  ),
);

const ID = /^dockwright-[0-9a-f]{8}$/;

/** Where the copies of a workbench lie. Compose gives paths without links, and they are compared. */
const folderOf = (id: string) => join(realpathSync(tmpdir()), id);

const labelOf = (id: string) => `dockwright.verify=${id}`;

/**
 * Takes away what a workbench left that was kept.
 *
 * @returns Whether there is such a name at all, and nothing of it is left.
 * @throws UsageError when no engine answers.
 */
export async function removeKept(id: string): Promise<boolean> {
  if (!ID.test(id)) return false;
  const docker = new Docker();
  await checkEngine(docker);
  return sweep(docker, labelOf(id), folderOf(id));
}

/** A place to try a project out, of which nothing is left: copies of its files, and a label on all else. */
export class Workbench {
  readonly id = `dockwright-${randomBytes(4).toString("hex")}`;
  /** On every container, network, volume and image, name=value. */
  readonly label = labelOf(this.id);
  /** In files that no image may hold. */
  readonly word = `stays-on-the-host-${randomBytes(8).toString("hex")}`;
  readonly docker: Docker;
  readonly lines: SourceLines;
  readonly root: string;
  readonly project: Project;
  readonly options: WorkbenchOptions;
  readonly #folder: string;
  readonly #read: ReadProject;
  readonly #reaper: ChildProcess;
  #isKept = false;
  #end: Promise<boolean> | null = null;

  /** @param root The project's folder. */
  constructor(root: string, read: ReadProject, options: WorkbenchOptions) {
    this.root = root;
    this.project = read.compiled.project;
    this.options = options;
    this.#read = read;
    this.lines = new SourceLines(root, read.source);
    this.#folder = folderOf(this.id);
    mkdirSync(this.#folder, { mode: 0o755 });
    this.#reaper = spawn(
      process.execPath,
      [REAPER, this.label, this.#folder],
      // In a group of its own, so that Ctrl-C leaves it to its work.
      { detached: true, stdio: ["pipe", "ignore", "ignore"] },
    );
    this.#reaper.stdin!.on("error", () => {});
    this.docker = new Docker((child) => {
      this.#tell(`+${child.pid}`);
      child.once("close", () => this.#tell(`-${child.pid}`));
    });
  }

  #tell(line: string): void {
    this.#reaper.stdin!.write(`${line}\n`);
  }

  /** What the project's files read from the environment. */
  get environment(): Readonly<Record<string, string>> {
    const made = { commit: this.id, secret: this.word };
    return environmentOf(this.project, made);
  }

  /** Builds an image that goes with all else. */
  build(section: BuildSection, tag: string): Promise<Build | FailedBuild> {
    const { docker, label, environment } = this;
    const { timeout } = this.options;
    return build(docker, { section, tag, label, timeout, environment });
  }

  /** A path below the workbench's own folder. */
  path(...parts: readonly string[]): string {
    return join(this.#folder, ...parts);
  }

  /** Makes a new folder of the workbench's own, and gives its path. */
  folder(name: string): string {
    return mkdtempSync(this.path(`${name}-`));
  }

  /** Writes a file of the workbench's own, and gives its path. */
  write(name: string, text: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  #isLeftOut(path: string): boolean {
    if (!MADE_BY_TOOLS.has(basename(path))) return false;
    return !this.project.images.some(({ context, toolchain }) =>
      [...toolchain.source, ...toolchain.tests].some((each) =>
        isWithin(join(context, each.path), path),
      ),
    );
  }

  #plant(copy: string): void {
    const folders = this.project.images.flatMap(({ context, toolchain }) =>
      [{ path: ".", isFolder: true }, ...toolchain.source, ...toolchain.tests]
        .filter(({ isFolder }) => isFolder)
        .map(({ path }) => join(context, path)),
    );
    const paths = new Set(folders.map((folder) => join(copy, folder)));
    plant([...paths], `DOCKWRIGHT_VERIFY=${this.word}\n`);
  }

  /** A copy of the project's files, with what must never be in an image planted in it. */
  copy(name: string): string {
    const copy = this.path(name);
    copyTree(this.root, copy, (path) => this.#isLeftOut(path));
    this.#plant(copy);
    for (const { path } of this.#read.compiled.secrets) {
      if (existsSync(join(copy, path))) continue;
      mkdirSync(join(copy, dirname(path)), { recursive: true });
      writeFileSync(join(copy, path), `${this.word}\n`, { mode: 0o644 });
    }
    return copy;
  }

  /** A copy of a copy, whose files nobody else changes. */
  copyOf(copy: string, name: string): string {
    const path = this.path(name);
    copyTree(copy, path, () => false);
    return path;
  }

  /** What no image may hold: what was planted, and the secrets that are there in a copy. */
  wordsOf(copy: string): string[] {
    return [this.word, ...privateWords(this.project, copy)];
  }

  /** Leaves everything where it is, to be looked at. */
  keep(): void {
    this.#isKept = true;
    this.#tell("keep");
  }

  /**
   * Ends what runs and takes everything away; once is enough.
   *
   * @returns Whether nothing is left.
   */
  end(): Promise<boolean> {
    this.#end ??= new Promise((resolve) => {
      this.docker.close();
      this.#reaper.once("close", (code) =>
        resolve(code === 0 && !this.#isKept),
      );
      this.#reaper.stdin!.end();
    });
    return this.#end;
  }
}
