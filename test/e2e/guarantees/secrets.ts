import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { output } from "../support/command.ts";
import type { Stack } from "../support/stack.ts";

/** A password is in its file and nowhere that anybody lists. */
export function provesSecrets(
  { secrets, services, backing }: Example,
  stack: () => Stack,
): void {
  test.each(secrets)("%s is told by nothing", async (path) => {
    const password = readFileSync(stack().sandbox.path(path), "utf8").trim();
    expect(password.length).toBeGreaterThanOrEqual(24);
    expect(await stack().compose("config")).not.toContain(password);
    for (const service of [...services, ...backing]) {
      const { Id, Image } = await stack().container(service);
      const told = [
        await output(["docker", "inspect", Id]),
        await output(["docker", "inspect", Image]),
        await output(["docker", "history", "--no-trunc", Image]),
        await output(["docker", "logs", Id]),
        await stack().sh(
          service,
          "env; cat /proc/[0-9]*/environ | tr '\\0' '\\n'",
        ),
      ];
      for (const text of told) expect(text).not.toContain(password);
    }
  });
}
