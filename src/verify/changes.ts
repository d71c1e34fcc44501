import { randomBytes } from "node:crypto";
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Place } from "./guarantee.ts";
import { touchLockfile, traceAll } from "./source-edit.ts";
import type { Stack } from "./stack.ts";
import { hasFolder, inContainer, watchedIn, type Watched } from "./watched.ts";

/** Milliseconds that a change may take which needs no build. */
export const CARRY = 30_000;

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;

/** One change on the host, and what is waited for in each container. */
export interface Change {
  readonly name: string;
  /** What does not hold where it does not come. */
  readonly message: string;
  readonly advice: string;
  readonly milliseconds: number;
  readonly causeOf: (watched: Watched) => Place | null;
  /** Makes the change. */
  readonly make: () => Promise<void> | void;
  readonly services: readonly Watched[];
  /** Whether a service has it. */
  readonly hasCome: (watched: Watched) => Promise<boolean>;
}

/** Everything that the changes of one run have in common. */
export class Changes {
  readonly stack: Stack;
  readonly all: readonly Watched[];
  readonly word = `dockwright-${randomBytes(6).toString("hex")}`;

  constructor(stack: Stack) {
    this.stack = stack;
    this.all = watchedIn(stack);
  }

  /** Those into which files can come and go. */
  get inFolders() {
    return this.all.filter(hasFolder);
  }

  #created(watched: Watched, name = "dockwright_created"): string {
    return join(watched.rule!.path, `${name}${extname(watched.file)}`);
  }

  /** What a file's path is in a container: `uid:gid` of its owner, or `absent`. */
  async #ownerOf({ name, rule }: Watched, file: string): Promise<string> {
    const path = quoted(inContainer(rule!, file));
    const script = `stat -c '%u:%g' ${path} 2>/dev/null || echo absent`;
    return (await this.stack.sh(name, script)).stdout.trim();
  }

  async #isTheUsers(watched: Watched, file: string): Promise<boolean> {
    const { uid, gid } = watched.image.user;
    return (await this.#ownerOf(watched, file)) === `${uid}:${gid}`;
  }

  async #isAbsent(watched: Watched, file: string): Promise<boolean> {
    return (await this.#ownerOf(watched, file)) === "absent";
  }

  ruleOf({ name }: Watched): Place | null {
    return this.stack.bench.lines.inCompose("development", name, "develop");
  }

  /** What made the folder that a rule carries into. */
  #targetOf(watched: Watched): Place | null {
    const { lines } = this.stack.bench;
    const { image, rule } = watched;
    return (
      lines.ofPath(image, "development", rule!.target) ?? this.ruleOf(watched)
    );
  }

  /** Each path once, since services share their rules. */
  static #once(paths: readonly string[]): string[] {
    return [...new Set(paths)];
  }

  created(): Change {
    const paths = Changes.#once(
      this.inFolders.map((each) => this.#created(each)),
    );
    return {
      name: "a created file",
      message: "it does not come into the container as the user's",
      advice:
        "let the rule's target be a folder that the user owns, made before USER",
      milliseconds: CARRY,
      services: this.inFolders,
      causeOf: (watched) => this.#targetOf(watched),
      make: () => {
        for (const path of paths) {
          appendFileSync(join(dirname(path), ".env"), "CHANGED=1\n");
          writeFileSync(path, "");
        }
      },
      hasCome: (watched) => this.#isTheUsers(watched, this.#created(watched)),
    };
  }

  changed(): Change {
    const { word } = this;
    const images = new Set(this.all.map(({ image }) => image));
    return {
      name: "a changed file",
      message: "it does not come into the container as the user's",
      advice: "let a watch rule carry the source to where it runs",
      milliseconds: CARRY,
      services: this.all.filter(({ rule }) => rule !== null),
      causeOf: (watched) => this.ruleOf(watched),
      make: () => {
        for (const image of images) traceAll(this.stack.copy, image, word);
      },
      hasCome: async (watched) => {
        const path = quoted(inContainer(watched.rule!, watched.file));
        const { code } = await this.stack.sh(
          watched.name,
          `grep -q ${word} ${path}`,
        );
        return code === 0 && this.#isTheUsers(watched, watched.file);
      },
    };
  }

  /** Whether a service has loaded the changed code: it says so. */
  async runs({ name }: Watched): Promise<boolean> {
    return (await this.stack.logs(name)).includes(this.word);
  }

  renamed(): Change {
    const paths = Changes.#once(
      this.inFolders.map((each) => this.#created(each)),
    );
    const renamed = (path: string) => path.replace("_created", "_renamed");
    return {
      name: "a renamed file",
      message: "it is not there under its new name alone",
      advice:
        "deletion runs in the container as its user: let the rule's target be the user's",
      milliseconds: CARRY,
      services: this.inFolders,
      causeOf: (watched) => this.#targetOf(watched),
      make: () => {
        for (const path of paths) renameSync(path, renamed(path));
      },
      hasCome: async (watched) => {
        const path = this.#created(watched);
        return (
          (await this.#isAbsent(watched, path)) &&
          this.#isTheUsers(watched, renamed(path))
        );
      },
    };
  }

  deleted(): Change {
    const name = "dockwright_renamed";
    const paths = Changes.#once(
      this.inFolders.map((each) => this.#created(each, name)),
    );
    return {
      name: "a deleted file",
      message: "it stays in the container",
      advice:
        "deletion runs in the container as its user: let the rule's target be the user's",
      milliseconds: CARRY,
      services: this.inFolders,
      causeOf: (watched) => this.#targetOf(watched),
      make: () => {
        for (const path of paths) rmSync(path);
      },
      hasCome: (watched) =>
        this.#isAbsent(watched, this.#created(watched, name)),
    };
  }

  /** Services into whose containers watch carries `.env`. */
  async carryingEnv(): Promise<Watched[]> {
    const found = await Promise.all(
      this.inFolders.map((watched) =>
        this.#isAbsent(watched, join(watched.rule!.path, ".env")),
      ),
    );
    return this.inFolders.filter((_, index) => !found[index]);
  }

  async lockfile(): Promise<Change> {
    const before = await this.stack.compose.containers();
    const fileOf = ({ image }: Watched) =>
      image.toolchain.lockfile ?? image.toolchain.manifests[0] ?? null;
    const services = this.all.filter((watched) => fileOf(watched) !== null);
    const files = new Map(
      services.map((watched) => [watched.image, fileOf(watched)!]),
    );
    return {
      name: "a changed lockfile",
      message: "it makes no new container that is well",
      advice:
        "let a rebuild rule name it, and let the ignore file pass it: what is ignored is not watched",
      milliseconds: this.stack.bench.options.timeout,
      services,
      causeOf: (watched) => this.ruleOf(watched),
      make: () => {
        for (const [image, file] of files)
          touchLockfile(this.stack.copy, image, file);
      },
      hasCome: async ({ name }) => {
        const container = await this.stack.running(name);
        const old = before.get(name)?.map(({ Id }) => Id) ?? [];
        const status = container.State.Health?.Status ?? "healthy";
        return !old.includes(container.Id) && status === "healthy";
      },
    };
  }
}
