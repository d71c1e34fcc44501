import { describe, inject } from "vitest";
import { EXAMPLES } from "./examples/index.ts";
import { provesDirectories } from "./guarantees/directories.ts";
import { provesHealth } from "./guarantees/health.ts";
import { provesSecrets } from "./guarantees/secrets.ts";
import { provesStop } from "./guarantees/stop.ts";
import { provesUser } from "./guarantees/user.ts";
import { givenWatch, provesRebuild, provesSync } from "./guarantees/watch.ts";
import { givenStack } from "./support/running.ts";

if (inject("engine")) {
  describe.each(EXAMPLES)("%s in development", (_, example) => {
    const stack = givenStack(example, "development");
    provesHealth(example, stack);
    provesUser(example, stack);
    provesDirectories(example, stack);
    provesSecrets(example, stack);
    describe("watched", () => {
      const watch = givenWatch(stack);
      provesSync(example, stack, watch);
      provesRebuild(example, stack, watch);
    });
    provesStop(example, stack);
  });
}
