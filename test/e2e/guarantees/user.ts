import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import type { Stack } from "../support/stack.ts";

// A process without a parent that is not the first is the engine's, about to become a health check.
const SCRIPT = `
echo "$(id -u):$(id -g)"
getent passwd "$(id -u)"
echo "$HOME"
mkdir "$HOME/.e2e" && touch "$HOME/.e2e/file" && rm -r "$HOME/.e2e" && echo writable
cat /proc/[0-9]*/status 2>/dev/null | awk '
  /^Pid:/ { pid = $2 }
  /^PPid:/ { parent = $2 }
  /^(Uid|Gid):/ && (pid == 1 || parent != 0) { print }' | sort -u
`;

/** G2: everything runs under the spec's uid and gid, with a name and a home. */
export function provesUser(
  { user, services, backing }: Example,
  stack: () => Stack,
): void {
  const { name, uid, gid } = user;

  test.each(services)("%s runs as the spec's user", async (service) => {
    const [ids, passwd = "", home, writable, ...processes] = (
      await stack().sh(service, SCRIPT)
    )
      .trim()
      .split("\n");
    const entry = passwd.split(":");
    expect(ids).toBe(`${uid}:${gid}`);
    expect(entry.slice(0, 4)).toEqual([name, "x", `${uid}`, `${gid}`]);
    expect(entry[5]).toBe(home);
    expect(writable).toBe("writable");
    expect(processes).toEqual([
      `Gid:\t${gid}\t${gid}\t${gid}\t${gid}`,
      `Uid:\t${uid}\t${uid}\t${uid}\t${uid}`,
    ]);
  });

  test.each(backing)("%s does not run as root", async (service) => {
    expect(await stack().sh(service, SCRIPT)).not.toMatch(/^Uid:.*\t0\b/m);
  });
}
