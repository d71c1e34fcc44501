import { Agent } from "node:http";
import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { output } from "../support/command.ts";
import { connect } from "../support/connect.ts";
import type { Stack } from "../support/stack.ts";

const LIMIT = 2_000;

/** When a container was sent its signal, by the engine's clock. */
async function signalledAt(container: string, since: number): Promise<number> {
  const span = ["--since", `${since}`, "--until", `${Date.now() / 1000}`];
  const filter = ["--filter", `container=${container}`];
  const format = ["--filter", "event=kill", "--format", "{{.TimeNano}}"];
  const events = ["docker", "events", ...span, ...filter] as const;
  const [first] = (await output([...events, ...format])).split("\n");
  return Number(first) / 1e6;
}

/** How many milliseconds a service took to end from the signal on. */
async function stop(stack: Stack, service: string): Promise<number> {
  const { Id } = await stack.container(service);
  const since = Date.now() / 1000;
  await output(["docker", "stop", "--time", "10", Id]);
  const { State } = await stack.container(service);
  return Date.parse(State.FinishedAt) - (await signalledAt(Id, since));
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
        expect(milliseconds, service).toBeGreaterThan(0);
        expect(milliseconds, service).toBeLessThan(LIMIT);
      }
    } finally {
      agent.destroy();
    }
  });
}
