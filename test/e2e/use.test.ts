import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { Watch } from "../../src/docker/watch.ts";
import { until } from "../../src/verify/until.ts";
import type { Example } from "./examples/example.ts";
import { EXAMPLES } from "./examples/index.ts";
import { exampleFolder, replaceIn } from "./support/copies.ts";
import { givenScene, type Scene } from "./support/scene.ts";

/** Milliseconds in which a process ends, whoever is connected. */
const STOP = 2_000;
const PATIENCE = 120_000;

const folderOf = ({ folder, lockfile }: Example) =>
  exampleFolder(folder, lockfile);

/** What a user of an example does, in both modes. */
function isOfUse(example: Example, scene: () => Scene): void {
  test("every address answers, to this machine alone", async () => {
    const agent = new Agent({ keepAlive: true });
    for (const endpoint of example.endpoints)
      expect(await scene().connect(endpoint, agent)).toBe(200);
    agent.destroy();
    const written = Object.values(scene().stack.written.services);
    const ports = written.flatMap(({ ports: published = [] }) => published);
    expect(ports).not.toEqual([]);
    for (const { host_ip } of ports) expect(host_ip).toBe("127.0.0.1");
  });

  test("its services write into their directories", async () => {
    await example.use(scene());
    const { service, files } = example.written;
    const list = `stat -c '%u:%g %s' ${files.join(" ")}`;
    const read = async () => (await scene().sh(service, list)).trim();
    const lines = (await until("the files", read, PATIENCE)).split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(files.length);
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^${example.owner} [1-9]`));
  });

  test.each(example.secrets)("%s is told by nothing", async (path) => {
    const { bench, stack } = scene();
    const password = readFileSync(scene().path(path), "utf8").trim();
    expect(password.length).toBeGreaterThanOrEqual(24);
    expect(await stack.compose.output("config")).not.toContain(password);
    for (const { name } of stack.services) {
      const { Id, Image } = await scene().container(name);
      const environment = "env; cat /proc/[0-9]*/environ | tr '\\0' '\\n'";
      const told = [
        await bench.docker.output(["inspect", Id]),
        await bench.docker.output(["inspect", Image]),
        await bench.docker.output(["history", "--no-trunc", Image]),
        await stack.logs(name),
        (await stack.sh(name, environment)).stdout,
      ];
      for (const text of told) expect(text).not.toContain(password);
    }
  });
}

/** Each service ends in time though somebody follows a stream of it; nothing runs afterwards. */
function stopsConnected(example: Example, scene: () => Scene): void {
  test("it stops in time while every address is connected", async () => {
    const agent = new Agent({ keepAlive: true });
    for (const endpoint of example.endpoints)
      await scene().connect(endpoint, agent);
    const services = new Set(example.endpoints.map(({ service }) => service));
    for (const service of services) {
      const { Id } = await scene().container(service);
      const start = Date.now();
      await scene().bench.docker.output(["stop", "--time", "10", Id]);
      expect(Date.now() - start, service).toBeLessThan(STOP);
    }
    agent.destroy();
  });
}

if (inject("engine")) {
  describe.each(EXAMPLES)("%s in development", (_, example) => {
    const scene = givenScene(example, "development", () => folderOf(example));
    isOfUse(example, scene);

    describe("watched", () => {
      let watch: Watch | undefined;
      beforeAll(async () => {
        const { stack, bench } = scene();
        watch = new Watch(stack.compose, bench.folder("watch"));
        const isEnabled = async () => watch!.isEnabled;
        await until("watch is enabled", isEnabled, PATIENCE);
      });
      afterAll(() => watch?.stop());

      test("an edit answers", async () => {
        const { service, port, path } = example.edit.at;
        const word = scene().edit();
        const answers = async () =>
          (await scene().request(service, port, path)).includes(word);
        await until("the edited answer", answers, PATIENCE);
      });

      test("a changed Dockerfile makes new containers of every service", async () => {
        const stage = "FROM base AS development\n";
        const label = "LABEL e2e=changed\n";
        replaceIn(scene().path("Dockerfile"), stage, stage + label);
        const own = scene().stack.services.filter(({ image }) => image);
        for (const { name } of own) {
          const hasIt = async () =>
            (await scene().container(name)).Config.Labels["e2e"] === "changed";
          await until(`the new label of ${name}`, hasIt, PATIENCE);
          await scene().healthy(name);
        }
      });
    });

    stopsConnected(example, scene);
  });

  describe.each(EXAMPLES)("%s in production", (_, example) => {
    const scene = givenScene(example, "production", () => folderOf(example));
    isOfUse(example, scene);

    test("what was stored is there for new containers", async () => {
      const remove = ["rm", "--stop", "--force", "--volumes"];
      await scene().stack.compose.output(...remove);
      await scene().start();
      expect(await example.isKept(scene())).toBe(true);
    });

    stopsConnected(example, scene);
  });
}
