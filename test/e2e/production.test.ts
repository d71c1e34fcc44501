import { describe, inject } from "vitest";
import { EXAMPLES } from "./examples/index.ts";
import { provesDirectories } from "./guarantees/directories.ts";
import { provesHealth } from "./guarantees/health.ts";
import { provesKept } from "./guarantees/kept.ts";
import { provesLockdown } from "./guarantees/lockdown.ts";
import { provesSecrets } from "./guarantees/secrets.ts";
import { provesStop } from "./guarantees/stop.ts";
import { provesUser } from "./guarantees/user.ts";
import { givenStack } from "./support/running.ts";

if (inject("engine")) {
  describe.each(EXAMPLES)("%s in production", (_, example) => {
    const stack = givenStack(example, "production");
    provesHealth(example, stack);
    provesUser(example, stack);
    provesDirectories(example, stack);
    provesSecrets(example, stack);
    provesLockdown(example, stack);
    provesStop(example, stack);
    provesKept(example, stack);
  });
}
