import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  healthTestOf,
  type ComposeFile,
  type ComposeService,
} from "../docker/compose-file.ts";
import { Compose, type Container } from "../docker/compose.ts";
import type { Outcome } from "../docker/docker.ts";
import { COMPOSE_FILES } from "../model/compose-files.ts";
import type { Image, Mode, Service } from "../model/project.ts";
import { Containers, isDone } from "./containers.ts";
import { isolate, servicesFor } from "./isolate.ts";
import { planBuilds, type PlannedBuild } from "./planned-builds.ts";
import { additionsIn } from "./source-lines.ts";
import { standIn } from "./stand-in.ts";
import type { Workbench } from "./workbench.ts";

/** Who an image is built for in place of the spec's user. */
export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** A service of a stack. */
export interface StackService {
  readonly name: string;
  /** As it runs. */
  readonly compose: ComposeService;
  /** What the spec says of it, or null where it is the Compose file's own. */
  readonly service: Service | null;
  /** What it is built from by the spec, or null. */
  readonly image: Image | null;
}

/** Milliseconds for which a service has to stay up that has no health test. */
const STAYS = 3_000;

/** How often a container looks by itself, ten times in a second. */
const LOOKS = 50;

/** Milliseconds for which a service is listened to: it may have got a new container by then. */
const LISTENS = 5_000;

/** One of the project's Compose files, isolated, so that it runs beside the user's own. */
export class Stack {
  readonly bench: Workbench;
  readonly mode: Mode;
  /** The copy of the project's files that it is made from. */
  readonly copy: string;
  /** As the project's own files say, in Compose's words. */
  readonly written: ComposeFile;
  readonly builds: readonly PlannedBuild[];
  readonly services: readonly StackService[];
  readonly compose: Compose;
  /** The containers that answered last, by service: asking for them takes longer than a probe. */
  readonly #ids = new Map<string, string>();
  readonly #containers: Containers;
  /** The services that have done their work, and ended. */
  readonly done = new Set<string>();
  /** What Compose said when it could not start all of it. */
  refused = "";

  private constructor(
    bench: Workbench,
    { mode, copy, ids, written }: StackOptions & { written: ComposeFile },
  ) {
    this.bench = bench;
    this.mode = mode;
    this.copy = copy;
    this.written = written;
    const names = servicesFor(written, bench.options.services);
    const suffix = ids ? `${mode}-${ids.uid}-${ids.gid}` : mode;
    const project = `${bench.id}-${suffix}`;
    this.builds = planBuilds(bench, written, names, suffix);
    const isolated = isolate(written, names, {
      label: bench.label,
      tagOf: (name) =>
        this.builds.find(({ services }) => services.includes(name))!.tag,
      standIn: (source) =>
        standIn(bench.path(), bench.path("mounts", suffix), source),
    });
    const file = bench.write(
      `${suffix}.json`,
      JSON.stringify(isolated, null, 2),
    );
    this.compose = new Compose(bench.docker, {
      project,
      files: [file],
      directory: copy,
      environment: bench.environment,
    });
    this.#containers = new Containers(this.compose);
    const { services, images } = bench.project;
    this.services = names.map((name): StackService => {
      const service = services.find((each) => each.name === name) ?? null;
      const origin = service?.origin;
      const image =
        origin?.kind === "built"
          ? images.find((each) => each.name === origin.image)!
          : null;
      return { name, service, image, compose: isolated.services[name]! };
    });
  }

  /**
   * Reads a Compose file of the project as Compose does, and makes it ready to run.
   *
   * @throws CommandError when Compose does not accept it.
   */
  static async prepare(
    bench: Workbench,
    options: StackOptions,
  ): Promise<Stack> {
    const { mode, copy, ids } = options;
    const { docker, id } = bench;
    const additions =
      mode === "development"
        ? additionsIn((file) => existsSync(join(copy, file)))
        : [];
    const reading = new Compose(docker, {
      project: id,
      files: [COMPOSE_FILES[mode], ...additions].map((file) =>
        join(copy, file),
      ),
      directory: copy,
      environment: {
        ...bench.environment,
        ...(ids && { APP_UID: String(ids.uid), APP_GID: String(ids.gid) }),
      },
    });
    return new Stack(bench, { ...options, written: await reading.config() });
  }

  /** How a service is called in what is told. */
  subject(service: string): string {
    return `${service} in ${this.mode}`;
  }

  /** Starts everything that has been built, and waits until each service has become what it will be. */
  async up(): Promise<Outcome> {
    const { timeout } = this.bench.options;
    this.#containers.listen();
    const up = await this.compose.run(["up", "-d", "--no-build"], timeout);
    if (up.code !== 0) this.refused = up.stderr;
    await this.#containers.settle(timeout);
    // What is not asked for its health shows by staying, or by having ended.
    if (this.services.some(({ compose }) => healthTestOf(compose) === null))
      await sleep(STAYS);
    for (const { name } of this.services) await this.#hasDone(name);
    return up;
  }

  /** The containers by service. */
  containers(): Promise<Map<string, Container[]>> {
    return this.#containers.all();
  }

  /** A service's containers that exist. */
  async containersOf(service: string): Promise<Container[]> {
    return (await this.containers()).get(service) ?? [];
  }

  /** Whether a service has done its work, now or before. */
  async #hasDone(service: string): Promise<boolean> {
    const containers = await this.containersOf(service);
    const { compose } = this.services.find(({ name }) => name === service)!;
    const areDone = containers.every((each) => isDone(each, compose));
    if (containers.length > 0 && areDone) this.done.add(service);
    return this.done.has(service);
  }

  /** The first of a service's containers that runs. */
  async running(service: string): Promise<Container> {
    const [container] = await this.containersOf(service);
    if (container?.State.Running) return container;
    const state = container?.State.Status ?? "not there";
    throw new Error(`${service} does not run: its container is ${state}`);
  }

  /**
   * Runs a shell script in a service's container, as its user: for a service that has done its
   * work in another one, which is as the first was.
   *
   * @throws Error when the service does not run.
   */
  async sh(service: string, script: string): Promise<Outcome> {
    const known = this.#ids.get(service);
    if (known === undefined && (await this.#hasDone(service))) {
      const run = ["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh"];
      return this.compose.run([...run, service, "-c", script]);
    }
    const id = known ?? (await this.running(service)).Id;
    const command = ["exec", id, "sh", "-c", script];
    const outcome = await this.bench.docker.run(command);
    const isGone = outcome.stderr.startsWith("Error response from daemon: ");
    if (!isGone) {
      this.#ids.set(service, id);
      return outcome;
    }
    this.#ids.delete(service);
    // There may be another container in its place by now.
    if (known !== undefined) return this.sh(service, script);
    throw new Error(`${service} does not run: ${outcome.stderr.trim()}`);
  }

  /**
   * Whether a test of the shell comes true in a service's container, waited for in there: asking
   * the engine again and again takes more than the waiting.
   *
   * @throws Error when the service does not run.
   */
  async holds(service: string, test: string): Promise<boolean> {
    const script = `n=0; until ${test}; do n=$((n+1)); [ $n -lt ${LOOKS} ] || exit 1; sleep 0.1; done`;
    return (await this.sh(service, script)).code === 0;
  }

  /** Whether a service has printed a word, or does so before its container stops. */
  async says(service: string, word: string): Promise<boolean> {
    const id = this.#ids.get(service) ?? (await this.running(service)).Id;
    const follow = ["logs", "--follow", id];
    const isSaid = await this.bench.docker.says(follow, word, LISTENS);
    // There may be another container in its place by now.
    if (!isSaid) this.#ids.delete(service);
    return isSaid;
  }

  /** What a service has printed, or the last lines of it. */
  async logs(service: string, lines?: number): Promise<string> {
    const [container] = this.#ids.has(service)
      ? [{ Id: this.#ids.get(service)! }]
      : await this.containersOf(service);
    if (!container) return "";
    const { code, stdout, stderr } = await this.bench.docker.run([
      "logs",
      ...(lines ? ["--tail", String(lines)] : []),
      container.Id,
    ]);
    if (code === 0) this.#ids.set(service, container.Id);
    else this.#ids.delete(service);
    return `${stdout}${stderr}`;
  }
}

export interface StackOptions {
  readonly mode: Mode;
  readonly copy: string;
  readonly ids?: Ids;
}
