import { randomBytes } from "node:crypto";
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Container } from "../docker/compose.ts";
import { touchLockfile, traceAll } from "./source-edit.ts";
import type { Place } from "./source-lines.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";
import {
  alike,
  foldersOf,
  inContainer,
  watchedIn,
  type Watched,
} from "./watched.ts";

/** Milliseconds that a change may take which needs no build. */
export const CARRY = 30_000;

/** Names of files that come and go. */
const RENAMED = "dockwright_renamed";
const DELETED = "dockwright_deleted";

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;

/** `uid:gid` of a file's owner, or `absent`, in a shell's words. */
const ownerOf = (path: string) =>
  `$(stat -c '%u:%g' ${quoted(path)} 2>/dev/null || echo absent)`;

const lockfileOf = ({ image }: Watched): string | null =>
  image.toolchain.lockfile ?? image.toolchain.manifests[0] ?? null;

/** One change on the host, and what is waited for in each container. */
export interface Change {
  readonly name: string;
  /** What does not hold where it does not come. */
  readonly message: string;
  readonly advice: string;
  readonly milliseconds: number;
  readonly causeOf: (watched: Watched) => Place | null;
  /** Makes the change. */
  readonly make: () => void;
  readonly services: readonly Watched[];
  /** Whether a service has it. */
  readonly hasCome: (watched: Watched) => Promise<boolean>;
}

/** Everything that the changes of one run have in common. */
export class Changes {
  readonly stack: Stack;
  readonly all: readonly Watched[];
  /** Services to which watch can do the same. */
  readonly groups: readonly (readonly Watched[])[];
  /** The first of each group: what restarts or builds a service is tried there, and not at all of them. */
  readonly tried: readonly Watched[];
  /** Where files can come and go: of each service the folder of its code, and at those that are tried the others. */
  readonly inFolders: readonly Watched[];
  readonly word = `dockwright-${randomBytes(6).toString("hex")}`;

  constructor(stack: Stack) {
    this.stack = stack;
    this.all = watchedIn(stack);
    this.groups = alike(stack, this.all);
    this.tried = this.groups.map(([first]) => first!);
    this.inFolders = this.all.flatMap((each) =>
      foldersOf(stack, each, this.tried.includes(each)),
    );
  }

  #created(watched: Watched, name: string): string {
    return join(watched.rule!.path, `${name}${extname(watched.file)}`);
  }

  /** Whether files of the host come to be the user's in a container, or absent. */
  #are(
    { name, rule, image }: Watched,
    expected: Readonly<Record<string, "there" | "absent">>,
  ): Promise<boolean> {
    const { uid, gid } = image.user;
    const tests = Object.entries(expected).map(([file, state]) => {
      const owner = ownerOf(inContainer(rule!, file));
      return `[ "${owner}" = ${state === "there" ? `${uid}:${gid}` : "absent"} ]`;
    });
    return this.stack.holds(name, tests.join(" && "));
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

  /** Does something with a file of each rule's folder; services share their rules. */
  #inEachFolder(name: string, make: (path: string) => void): void {
    const paths = this.inFolders.map((each) => this.#created(each, name));
    for (const path of new Set(paths)) make(path);
  }

  created(): Change {
    return {
      name: "a created file",
      message: "it does not come into the container as the user's",
      advice:
        "let the rule's target be a folder that the user owns, made before USER",
      milliseconds: CARRY,
      services: this.inFolders,
      causeOf: (watched) => this.#targetOf(watched),
      make: () => {
        for (const name of [RENAMED, DELETED])
          this.#inEachFolder(name, (path) => {
            appendFileSync(join(dirname(path), ".env"), "CHANGED=1\n");
            writeFileSync(path, "");
          });
      },
      hasCome: (watched) =>
        this.#are(watched, {
          [this.#created(watched, RENAMED)]: "there",
          [this.#created(watched, DELETED)]: "there",
        }),
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
        const isThere = await this.#are(watched, { [watched.file]: "there" });
        return (
          isThere && this.stack.holds(watched.name, `grep -q ${word} ${path}`)
        );
      },
    };
  }

  /** Whether a service has loaded the changed code: it says so. */
  runs({ name }: Watched): Promise<boolean> {
    return this.stack.says(name, this.word);
  }

  renamed(): Change {
    const newName = (path: string) => path.replace(RENAMED, `${RENAMED}_anew`);
    return {
      ...this.#removal(
        "a renamed file",
        "it is not there under its new name alone",
      ),
      make: () =>
        this.#inEachFolder(RENAMED, (path) => renameSync(path, newName(path))),
      hasCome: (watched) => {
        const path = this.#created(watched, RENAMED);
        return this.#are(watched, {
          [path]: "absent",
          [newName(path)]: "there",
        });
      },
    };
  }

  deleted(): Change {
    return {
      ...this.#removal("a deleted file", "it stays in the container"),
      make: () => this.#inEachFolder(DELETED, (path) => rmSync(path)),
      hasCome: (watched) =>
        this.#are(watched, { [this.#created(watched, DELETED)]: "absent" }),
    };
  }

  #removal(name: string, message: string) {
    return {
      ...{ name, message },
      advice:
        "deletion runs in the container as its user: let the rule's target be the user's",
      milliseconds: CARRY,
      services: this.inFolders.filter((folder) =>
        this.tried.some((each) => each.name === folder.name),
      ),
      causeOf: (watched: Watched) => this.#targetOf(watched),
    };
  }

  /** Services into whose containers watch carries `.env`. */
  async carryingEnv(): Promise<Watched[]> {
    const owners = await Promise.all(
      this.inFolders.map((watched) => {
        const path = inContainer(
          watched.rule!,
          join(watched.rule!.path, ".env"),
        );
        // One that watch restarts at the moment answers nothing.
        const ask = async () => {
          const script = `echo "${ownerOf(path)}"`;
          const { stdout } = await this.stack.sh(watched.name, script);
          return /^(?:absent|\d+:\d+)$/.test(stdout.trim()) && stdout.trim();
        };
        return until(`${watched.name} answers`, ask, CARRY);
      }),
    );
    return this.inFolders.filter((_, index) => owners[index] !== "absent");
  }

  async lockfile(): Promise<Change> {
    const before = await this.stack.containers();
    const services = this.tried.filter(
      (watched) => lockfileOf(watched) !== null,
    );
    const files = new Map(
      services.map((watched) => [watched.image, lockfileOf(watched)!]),
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
        if (old.includes(container.Id)) return false;
        // What was not well before need not be now.
        const isWell = ({ State }: Container) =>
          (State.Health?.Status ?? "healthy") === "healthy";
        return isWell(container) || !before.get(name)?.every(isWell);
      },
    };
  }
}
