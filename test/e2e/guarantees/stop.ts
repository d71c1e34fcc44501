import { Agent, get } from "node:http";
import { expect, test } from "vitest";
import type { Endpoint, Example } from "../examples/example.ts";
import { output } from "../support/command.ts";
import type { Stack } from "../support/stack.ts";

const LIMIT = 2_000;

/** Holds a connection open, as a browser does: a stop must not wait for it. */
async function hold(
  stack: Stack,
  { service, port, path }: Endpoint,
  agent: Agent,
): Promise<void> {
  const url = await stack.url(service, port, path);
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      response.on("error", () => {});
      response.resume();
      resolve();
    });
    request.on("error", reject);
  });
}

/** How long a service took to end from the moment it was told, by the engine's own clock. */
async function stop(stack: Stack, service: string): Promise<number> {
  const { Id } = await stack.container(service);
  const told = Date.now();
  await output(["docker", "stop", "--time", "10", Id]);
  const { State } = await stack.container(service);
  return new Date(State.FinishedAt).getTime() - told;
}

/** G5: each service ends on SIGTERM, and in time. Nothing runs afterwards. */
export function provesStop(
  { services, backing, endpoints }: Example,
  stack: () => Stack,
): void {
  test("every service stops in time, whoever is connected", async () => {
    await stack().healthy();
    const agent = new Agent({ keepAlive: true });
    try {
      for (const endpoint of endpoints) await hold(stack(), endpoint, agent);
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
