import { describe, expect, test, vi } from "vitest";
import type { ComposeService } from "../../src/docker/compose-file.ts";
import type { Compose, Container } from "../../src/docker/compose.ts";
import {
  Containers,
  hasSettled,
  isDone,
  isHopeless,
} from "../../src/verify/containers.ts";

/** A container in a state, with what its health tests said. */
const container = (
  status: string,
  health?: string,
  log: readonly [number, string][] = [],
) =>
  ({
    State: {
      Status: status,
      Running: status === "running",
      ...(health && {
        Health: {
          Status: health,
          Log: log.map(([ExitCode, Output]) => ({ ExitCode, Output })),
        },
      }),
    },
  }) as unknown as Container;

test("the engine is asked each time while it tells of no changes", async () => {
  const containers = vi.fn(() => Promise.resolve(new Map()));
  const all = new Containers({ containers } as unknown as Compose);
  await all.all();
  await all.all();
  expect(containers).toHaveBeenCalledTimes(2);
});

test.each([
  ["created", undefined, true],
  ["restarting", undefined, false],
  ["running", undefined, true],
  ["running", "starting", false],
  ["running", "healthy", true],
  ["running", "unhealthy", true],
  ["exited", "starting", true],
  ["dead", undefined, true],
])("a container that is %s and %s has settled: %j", (status, health, is) => {
  expect(hasSettled(container(status, health))).toBe(is);
});

test.each<[[number, string][], boolean]>([
  [[], false],
  [[[1, "refused"]], false],
  [[[127, "sh: 1: curl: not found"]], true],
  [
    [
      [1, "refused"],
      [-1, 'exec: "curl": executable file not found in $PATH'],
    ],
    true,
  ],
])("health tests that said %j are hopeless: %j", (log, is) => {
  expect(isHopeless(container("running", "starting", log))).toBe(is);
});

describe("a container that has ended with 0", () => {
  const ended = (policy: string, code = 0) =>
    ({
      State: { Status: "exited", ExitCode: code },
      HostConfig: { RestartPolicy: { Name: policy } },
    }) as unknown as Container;
  const ports = [{ target: 80 }];
  const healthcheck = { test: ["CMD", "true"] };

  test.each<[string, string, ComposeService, boolean]>([
    ["does one thing", "no", {}, true],
    [
      "has no health test any more",
      "",
      { healthcheck: { disable: true } },
      true,
    ],
    ["is started again without an end", "always", {}, false],
    ["publishes a port", "no", { ports }, false],
    ["has a health test", "no", { healthcheck }, false],
    ["says itself that it may end", "no", { ports, restart: "no" }, true],
    [
      "is started again where it fails",
      ...([
        "on-failure",
        { healthcheck, restart: "on-failure:3" },
        true,
      ] as const),
    ],
  ])("and %s", (_, policy, service, is) => {
    expect(isDone(ended(policy), service)).toBe(is);
    expect(isDone(ended(policy, 1), service)).toBe(false);
  });
});
