import { Agent } from "node:http";
import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { output } from "../support/command.ts";
import { connect } from "../support/connect.ts";
import type { Stack } from "../support/stack.ts";

const LIMIT = 2_000;

/** How long a service took to end from the moment it was told, by the engine's own clock. */
async function stop(stack: Stack, service: string): Promise<number> {
  const { Id } = await stack.container(service);
  const told = Date.now();
  await output(["docker", "stop", "--time", "10", Id]);
  const { State } = await stack.container(service);
  return new Date(State.FinishedAt).getTime() - told;
}

/**
 * G5: each service ends on SIGTERM, and in time, though somebody holds a connection open.
 * Nothing runs afterwards.
 */
export function provesStop(
  { services, backing, endpoints }: Example,
  stack: () => Stack,
): void {
  test("every service stops in time, whoever is connected", async () => {
    await stack().healthy();
    const agent = new Agent({ keepAlive: true });
    try {
      for (const endpoint of endpoints) await connect(stack(), endpoint, agent);
      for (const service of [...services, ...backing]) {
        const milliseconds = await stop(stack(), service);
        const { State } = await stack().container(service);
        expect(State.ExitCode, `${service} was killed`).not.toBe(137);
        expect(milliseconds, service).toBeLessThan(LIMIT);
      }
    } finally {
      agent.destroy();
    }
  });
}
