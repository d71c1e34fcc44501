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

/** Stops a service while its endpoints are connected, and gives how it ended. */
async function stopConnected(
  stack: Stack,
  service: string,
): Promise<{ milliseconds: number; exitCode: number }> {
  const { endpoints } = stack.sandbox.example;
  const agent = new Agent({ keepAlive: true });
  try {
    for (const endpoint of endpoints)
      if (endpoint.service === service) await connect(stack, endpoint, agent);
    const milliseconds = await stop(stack, service);
    const { State } = await stack.container(service);
    return { milliseconds, exitCode: State.ExitCode };
  } finally {
    agent.destroy();
  }
}

/**
 * G5: each service ends on SIGTERM, and in time, though somebody holds a connection open.
 * Nothing runs afterwards. A machine that is busy gets a second measurement; a kill is a kill.
 */
export function provesStop(
  { services, backing }: Example,
  stack: () => Stack,
): void {
  test.each([...services, ...backing])("%s stops in time", async (service) => {
    await stack().healthy(service);
    const first = await stopConnected(stack(), service);
    expect(first.exitCode, "killed").not.toBe(137);
    if (first.milliseconds < LIMIT) return;
    await stack().compose("start", service);
    await stack().healthy(service);
    const { milliseconds } = await stopConnected(stack(), service);
    expect(milliseconds).toBeLessThan(LIMIT);
  });
}
