import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { Watch } from "../../src/docker/watch.ts";
import { until } from "../../src/verify/until.ts";
import { fastifyPnpm } from "./examples/fastify-pnpm.ts";
import { fastapiPip } from "./examples/fastapi-pip.ts";
import { copyOf, exampleFolder, generateIn, remove } from "./support/copies.ts";
import { Scene } from "./support/scene.ts";

/** Lets every service of compose.yaml run the production stage. */
function targetProduction(root: string): void {
  const path = join(root, "dockwright.yaml");
  const target = "$&\n    target: production";
  const spec = readFileSync(path, "utf8");
  writeFileSync(path, spec.replace(/^ {4}image: .+$/gm, target));
}

if (inject("engine")) {
  describe.each([fastapiPip, fastifyPnpm])(
    "$folder with target: production",
    (example) => {
      const root = copyOf(exampleFolder(example.folder, example.lockfile));
      let scene: Scene | undefined;
      afterAll(async () => {
        await scene?.end();
        remove(root);
      });

      test("compose.yaml runs production, and a source edit rebuilds it", async () => {
        targetProduction(root);
        await generateIn(root);
        scene = await Scene.up(example, "development", root);
        const running = scene;
        const { service, port, path } = example.edit.at;
        for (const { section } of running.stack.builds)
          expect(section.target).toBe("production");
        const before = await running.container(service);
        const watch = new Watch(
          running.stack.compose,
          running.bench.folder("watch"),
        );
        const isEnabled = async () => watch.isEnabled;
        await until("watch is enabled", isEnabled, 60_000);
        const word = running.edit();
        const answers = async () =>
          (await running.request(service, port, path)).includes(word);
        await until("the edited answer", answers, 120_000);
        await watch.stop();
        const after = await running.container(service);
        expect(after.Id).not.toBe(before.Id);
        expect(after.Image).not.toBe(before.Image);
      });
    },
  );
}
