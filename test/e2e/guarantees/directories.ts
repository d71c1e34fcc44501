import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { TARGETS } from "../support/build.ts";
import { output } from "../support/command.ts";
import type { Sandbox } from "../support/sandbox.ts";
import { Stack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const quoted = (path: string) => `'${path}'`;

/** Makes, changes and removes a file in each directory, and says who owns it. */
const probe = (paths: readonly string[]) => `
set -eu
for path in ${paths.map(quoted).join(" ")} "$HOME"; do
  if [ -f "$path" ]; then [ -w "$path" ]; path=$(dirname "$path"); fi
  echo probe > "$path/.e2e-probe"
  stat -c '%u:%g' "$path/.e2e-probe"
  rm "$path/.e2e-probe"
done`;

/** What a service may write: volumes, tmpfs and the targets of its watch rules. */
async function writablePaths(stack: Stack, name: string): Promise<string[]> {
  const service = (await stack.config()).services[name];
  const volumes = service?.volumes ?? [];
  const watched = service?.develop?.watch ?? [];
  return [
    ...volumes.filter((mount) => !mount.read_only).map(({ target }) => target),
    ...(service?.tmpfs ?? []).map((text) => text.split(":")[0]!),
    ...watched.flatMap(({ target }) => (target ? [target] : [])),
  ];
}

/** G3, running: every directory, volume, tmpfs and watch target is the user's to write. */
export function provesDirectories(
  { user, services, directories, use, written }: Example,
  stack: () => Stack,
): void {
  const owner = `${user.uid}:${user.gid}`;

  test.each(services)("%s can write wherever it has to", async (service) => {
    const paths = await writablePaths(stack(), service);
    expect(paths).not.toEqual([]);
    const all = [...new Set([...directories, ...paths])];
    const owners = (await stack().sh(service, probe(all))).trim().split("\n");
    expect(owners).toEqual([...all, "home"].map(() => owner));
  });

  test("the services themselves write into their directories", async () => {
    await use(stack());
    const { service, files } = written;
    const list = `stat -c '%u:%g %s' ${files.join(" ")}`;
    const lines = await until("the files are written", async () =>
      (await stack().sh(service, list)).trim().split("\n"),
    );
    expect(lines.length).toBeGreaterThanOrEqual(files.length);
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^${owner} [1-9]`));
  });
}

const OTHERS = [
  { uid: 1234, gid: 20 },
  { uid: 501, gid: 20 },
];
const CASES = TARGETS.flatMap((target) =>
  OTHERS.map((ids) => [target, `${ids.uid}:${ids.gid}`, ids] as const),
);

/** G3, built: the same under another uid and gid, with no volume and with a fresh one. */
export function provesOtherIds(
  { services, directories }: Example,
  sandbox: () => Sandbox,
): void {
  test.each(CASES)("%s built for %s", async (target, name, ids) => {
    const stack = new Stack(sandbox(), target, ids);
    const service = services[0]!;
    try {
      await stack.compose("build", service);
      const shell = ["sh", "-c", probe(directories)];
      const image = await stack.imageOf(service);
      const bare = await output(["docker", "run", "--rm", image, ...shell]);
      const run = ["run", "--rm", "--no-deps", "-T", service, ...shell];
      const mounted = await stack.compose(...run);
      const owners = [...directories, "home"].map(() => name);
      expect(bare.trim().split("\n")).toEqual(owners);
      expect(mounted.trim().split("\n")).toEqual(owners);
    } finally {
      await stack.remove();
    }
  });
}
