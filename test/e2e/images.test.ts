import { beforeAll, describe, inject } from "vitest";
import { EXAMPLES } from "./examples/index.ts";
import {
  provesAccepted,
  provesCache,
  provesStable,
  type Builds,
} from "./guarantees/build.ts";
import {
  plantSecrets,
  provesContents,
  provesPrivacy,
  readContents,
} from "./guarantees/contents.ts";
import { provesOtherIds } from "./guarantees/directories.ts";
import { givenSandbox } from "./support/running.ts";

if (inject("engine")) {
  describe.each(EXAMPLES)("images of %s", (_, example) => {
    const sandbox = givenSandbox(example, plantSecrets);
    let builds: Builds;
    let contents: Awaited<ReturnType<typeof readContents>>;
    beforeAll(async () => {
      const development = await sandbox().build("development");
      const production = await sandbox().build("production");
      builds = { development, production };
      contents = await readContents(example, builds);
    });

    provesStable(sandbox);
    provesAccepted(sandbox, () => builds);
    provesContents(example, sandbox, () => contents);
    provesPrivacy(
      sandbox,
      () => builds,
      () => contents,
    );
    provesOtherIds(example, sandbox);
    provesCache(example, sandbox, () => builds);
  });
}
