import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Docker } from "../../src/docker/docker.ts";
import { ContainerEvents } from "../../src/docker/events.ts";
import { folderWith } from "../support/folder.ts";

/** What the `docker` of this test does: tells of a container, and then waits for the word to go on. */
const SCRIPT = `#!/bin/sh
cd "$(dirname "$0")"
echo "$@" > said
printf 'create\\nstart\\n'
until [ -e more ]; do sleep 0.05; done
printf 'health_status: healthy\\n'
until [ -e end ]; do sleep 0.05; done
`;

test("changes are counted, until nobody tells of them any more", async () => {
  const folder = folderWith({ docker: SCRIPT });
  chmodSync(join(folder, "docker"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  const docker = new Docker();
  onTestFinished(() => {
    docker.close();
    vi.unstubAllEnvs();
  });
  const events = new ContainerEvents(docker, "my-project");
  await vi.waitFor(() => expect(events.count).toBe(2), 5_000);
  writeFileSync(join(folder, "more"), "");
  await vi.waitFor(() => expect(events.count).toBe(3), 5_000);
  writeFileSync(join(folder, "end"), "");
  await vi.waitFor(() => expect(events.count).toBe(null), 5_000);
  expect(readFileSync(join(folder, "said"), "utf8")).toMatch(
    /^events --since \d+ .*--filter label=com\.docker\.compose\.project=my-project .*--filter event=health_status\n$/,
  );
});
