import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { EXAMPLES } from "./examples/index.ts";
import { givenWatch } from "./guarantees/watch.ts";
import type { Sandbox } from "./support/sandbox.ts";
import { givenStack } from "./support/running.ts";

/** Lets every service of compose.yaml run the production stage. */
async function targetProduction(sandbox: Sandbox): Promise<void> {
  const path = sandbox.path("dockwright.yaml");
  const spec = readFileSync(path, "utf8");
  const target = "$&\n    target: production";
  writeFileSync(path, spec.replace(/^ {4}image: .+$/gm, target));
}

if (inject("engine")) {
  describe.each(EXAMPLES)("%s with target: production", (_, example) => {
    const stack = givenStack(example, "development", targetProduction);
    const watch = givenWatch(stack);

    test("compose.yaml runs production, and a source edit rebuilds it", async () => {
      const { service, port, path } = example.edit.at;
      const { services } = await stack().config();
      for (const name of example.services)
        expect(services[name]?.build?.target).toBe("production");
      const before = await stack().container(service);
      const word = stack().sandbox.edit();
      await watch().until("the edited answer", async () =>
        (await stack().request(service, port, path)).includes(word),
      );
      const after = await stack().container(service);
      expect(after.Id).not.toBe(before.Id);
      expect(after.Image).not.toBe(before.Image);
    });
  });
}
