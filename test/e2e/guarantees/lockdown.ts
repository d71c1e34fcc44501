import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import type { Stack } from "../support/stack.ts";

const FIELDS = "grep -hE '^(CapEff|CapBnd|NoNewPrivs):' /proc/1/status";
const NOTHING = "0000000000000000";

/** G9: a read-only root, no capability, no new privilege; asked of the engine and of the process. */
export function provesLockdown(
  { services, backing }: Example,
  stack: () => Stack,
): void {
  test.each([...services, ...backing])("%s is locked down", async (service) => {
    const { HostConfig } = await stack().container(service);
    expect(HostConfig).toMatchObject({
      Privileged: false,
      ReadonlyRootfs: true,
      CapAdd: null,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges:true"],
    });
    const fields = (await stack().sh(service, FIELDS)).trim().split("\n");
    expect(fields).toEqual([
      `CapEff:\t${NOTHING}`,
      `CapBnd:\t${NOTHING}`,
      "NoNewPrivs:\t1",
    ]);
  });

  test.each([...services, ...backing])(
    "%s cannot write beside its directories",
    async (service) => {
      const paths = ["/e2e", "/app/e2e", "/usr/local/bin/e2e", "/var/tmp/e2e"];
      const script = `for path in ${paths.join(" ")}; do touch "$path" 2>/dev/null && echo "$path"; done; true`;
      expect((await stack().sh(service, script)).trim()).toBe("");
    },
  );
}
