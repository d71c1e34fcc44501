import { Agent } from "node:http";
import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { connect } from "../support/connect.ts";
import type { Stack } from "../support/stack.ts";

/** G4: each service turns healthy, and is there for this machine and for no other. */
export function provesHealth(
  { services, backing, endpoints }: Example,
  stack: () => Stack,
): void {
  test("every service runs and is healthy", async () => {
    const { services: configured } = await stack().config();
    const names = [...services, ...backing];
    expect(Object.keys(configured).sort()).toEqual(names.sort());
    for (const name of names) {
      const { State } = await stack().container(name);
      expect([name, State.Running, State.Health?.Status]).toEqual([
        name,
        true,
        "healthy",
      ]);
    }
  });

  test("every address answers", async () => {
    const agent = new Agent({ keepAlive: true });
    for (const endpoint of endpoints)
      expect(await connect(stack(), endpoint, agent)).toBe(200);
    agent.destroy();
  });

  test("ports are published to this machine alone", () => {
    const written = Object.values(stack().written?.services ?? {});
    const ports = written.flatMap(({ ports: published = [] }) => published);
    expect(ports).not.toEqual([]);
    for (const { host_ip } of ports) expect(host_ip).toBe("127.0.0.1");
  });
}
