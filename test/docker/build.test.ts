import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi, onTestFinished } from "vitest";
import { build } from "../../src/docker/build.ts";
import { Docker } from "../../src/docker/docker.ts";
import { folderWith } from "../support/folder.ts";

const SECTION = {
  ...{ context: ".", dockerfile: null, inline: null, target: null },
  ...{ args: {}, secrets: [], contexts: {}, ssh: [], flags: [] },
};

/** A `docker` that writes its environment where a build's id goes. */
const SCRIPT = `#!/bin/sh
while [ "$1" != --iidfile ]; do shift; done
env > "$2"
`;

test("an image is called by what is in it, and not by when or from where it was built", async () => {
  const folder = folderWith({ docker: SCRIPT });
  chmodSync(join(folder, "docker"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const built = await build(new Docker(), {
    ...{ section: SECTION, tag: "it", label: "a=b", timeout: 10_000 },
    environment: { TOKEN: "t", BUILDX_GIT_INFO: "true" },
  });
  const variables = "id" in built ? built.id.split("\n") : [];
  expect(variables).toContain("BUILDX_GIT_INFO=false");
  expect(variables).toContain("TOKEN=t");
  expect(variables).toContain("BUILDX_NO_DEFAULT_ATTESTATIONS=1");
});
