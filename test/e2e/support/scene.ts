import { randomBytes } from "node:crypto";
import { get, type Agent } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { build } from "../../../src/docker/build.ts";
import { healthTestOf } from "../../../src/docker/compose-file.ts";
import type { Container } from "../../../src/docker/compose.ts";
import { readProject } from "../../../src/generate.ts";
import type { Mode } from "../../../src/model/project.ts";
import { Stack } from "../../../src/verify/stack.ts";
import { until } from "../../../src/verify/until.ts";
import { Workbench } from "../../../src/verify/workbench.ts";
import { replaceIn } from "./copies.ts";

const TIMEOUT = 300_000;
const PATIENCE = 60_000;

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

/** A project of which an edit is known. */
interface Edited {
  readonly edit: Edit;
}

/** A project that runs, isolated as `verify` isolates it, and what a user of it can do. */
export class Scene {
  readonly #edit: Edit;
  readonly bench: Workbench;
  readonly stack: Stack;

  private constructor({ edit }: Edited, bench: Workbench, stack: Stack) {
    this.#edit = edit;
    this.bench = bench;
    this.stack = stack;
  }

  static async up(example: Edited, mode: Mode, root: string): Promise<Scene> {
    const read = await readProject(root);
    const options = { timeout: TIMEOUT, services: [] };
    const bench = new Workbench(root, read, options);
    try {
      const copy = bench.copy(mode);
      const stack = await Stack.prepare(bench, { mode, copy });
      for (const planned of stack.builds) {
        const { docker, label } = bench;
        const built = await build(docker, {
          ...planned,
          ...{ label, timeout: TIMEOUT },
        });
        if ("error" in built) throw new Error(built.error);
      }
      const scene = new Scene(example, bench, stack);
      await scene.start();
      return scene;
    } catch (error) {
      await bench.end();
      throw error;
    }
  }

  /** Starts what does not run, and waits until all of it is healthy. */
  async start(): Promise<void> {
    const { code, stderr } = await this.stack.up();
    if (code !== 0) throw new Error(stderr);
    for (const { name } of this.stack.services) await this.healthy(name);
  }

  async end(): Promise<void> {
    await this.bench.end();
  }

  /** A path of the project's files. */
  path(...parts: readonly string[]): string {
    return join(this.stack.copy, ...parts);
  }

  container(service: string): Promise<Container> {
    return this.stack.running(service);
  }

  async healthy(service: string): Promise<void> {
    const { compose } = this.stack.services.find(
      ({ name }) => name === service,
    )!;
    const isTested = healthTestOf(compose) !== null;
    const isHealthy = async () => {
      const { State } = await this.container(service);
      return !isTested || State.Health?.Status === "healthy";
    };
    await until(`${service} is healthy`, isHealthy, PATIENCE);
  }

  /** What a shell script prints in a service's container, run as its user. */
  async sh(service: string, script: string): Promise<string> {
    const { code, stdout, stderr } = await this.stack.sh(service, script);
    if (code === 0) return stdout;
    throw new Error(`${script} ended with ${code}: ${stderr}`);
  }

  async url({ service, port, path }: Endpoint): Promise<string> {
    const { compose } = this.stack;
    const address = await compose.output("port", service, String(port));
    return `http://${address.trim()}${path}`;
  }

  /** The body of an answer with status 2xx, asked for until there is one. */
  async request(
    service: string,
    port: number,
    path: string,
    init: RequestInit = {},
  ): Promise<string> {
    const ask = async () => {
      const url = await this.url({ service, port, path });
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(url, { ...init, signal });
      const text = await response.text();
      if (response.ok) return { text };
      throw new Error(`${response.status} ${text}`);
    };
    const what = `${service} answers on ${port}${path}`;
    return (await until(what, ask, PATIENCE)).text;
  }

  /** Asks an endpoint, and leaves the connection to the agent: open, until the agent is destroyed. */
  async connect(endpoint: Endpoint, agent: Agent): Promise<number | undefined> {
    const url = await this.url(endpoint);
    return new Promise((resolve, reject) => {
      const request = get(url, { agent }, (response) => {
        response.on("error", () => {});
        response.resume();
        resolve(response.statusCode);
      });
      request.on("error", reject);
    });
  }

  /** Makes the example's source edit with a word that nobody has seen before, and returns the word. */
  edit(): string {
    const { path, text, word } = this.#edit;
    const fresh = `edited-${randomBytes(4).toString("hex")}`;
    replaceIn(this.path(path), text, text.replace(word, fresh));
    return fresh;
  }
}

/** A scene for the tests of the suite that calls this. */
export function givenScene(
  example: Edited,
  mode: Mode,
  root: () => string,
): () => Scene {
  let scene: Scene | undefined;
  beforeAll(async () => {
    scene = await Scene.up(example, mode, root());
  });
  afterAll(() => scene?.end());
  return () => scene!;
}
