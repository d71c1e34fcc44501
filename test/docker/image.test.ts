import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Docker } from "../../src/docker/docker.ts";
import { contentsOf } from "../../src/docker/image.ts";
import { folderWith } from "../support/folder.ts";

/** Runs the script that a container would run, with the tools in a folder alone. */
const SCRIPT = (tools: string) => `#!/bin/sh
for last; do :; done
PATH=${tools} exec /bin/sh -c "$last"
`;
const TOOLS = {
  find: "#!/bin/sh\necho 81a4 0 0 5 /etc/passwd\n",
  stat: "#!/bin/sh\n",
  grep: "#!/bin/sh\necho /app/.env\n",
};

function imageWith(tools: Partial<typeof TOOLS>) {
  const folder = folderWith({ ...tools, other: "" }, "tools");
  for (const name of Object.keys(tools)) chmodSync(join(folder, name), 0o755);
  const bin = folderWith({ docker: SCRIPT(folder) }, "bin");
  chmodSync(join(bin, "docker"), 0o755);
  vi.stubEnv("PATH", `${bin}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  return contentsOf(new Docker(), "it", "a=b", ["word"]);
}

test("an image is looked through with its own tools", async () => {
  const { entries, holding } = await imageWith(TOOLS);
  expect([...entries.keys()]).toEqual(["/etc/passwd"]);
  expect(holding).toEqual(["/app/.env"]);
});

test.each(["find", "stat", "grep"] as const)(
  "an image without %s has not been looked through",
  async (name) => {
    const { [name]: _, ...others } = TOOLS;
    await expect(imageWith(others)).rejects.toThrow(`the image has no ${name}`);
  },
);
