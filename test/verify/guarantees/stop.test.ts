import { createServer, type AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { CommandError } from "../../../src/docker/docker.ts";
import type { Container } from "../../../src/docker/compose.ts";
import { endingsIn } from "../../../src/verify/endings.ts";
import { stop } from "../../../src/verify/guarantees/stop.ts";
import { inShort, outcomeOf, stackWith, told } from "./fakes.ts";

const HostConfig = { RestartPolicy: { Name: "" } };
const running = (Id: string) =>
  ({
    Id,
    State: { Status: "running", Running: true },
    HostConfig,
  }) as unknown as Container;
const ended = (code: number) =>
  ({
    ...{ Id: "e", HostConfig },
    State: { Status: "exited", Running: false, ExitCode: code },
  }) as unknown as Container;

/** An event of a container, at so many seconds. */
const event = (id: string, action: string, at: number, exitCode = 0) =>
  JSON.stringify({
    ...{ Action: action, timeNano: at * 1e9 },
    Actor: { ID: id, Attributes: { exitCode: String(exitCode) } },
  });

/** What is told of one service, whose containers the engine tells the events of, time after time. */
async function look(
  containers: readonly Container[],
  events: readonly (readonly string[])[],
  fails = false,
  stopping: () => Promise<unknown> = () => Promise.resolve(),
) {
  let round = -1;
  const output = (args: readonly string[]) =>
    Promise.resolve(
      args[0] === "info" ? "2026-01-01T00:00:00Z\n" : events[round]!.join("\n"),
    );
  const stack = stackWith({});
  const calls = vi.fn();
  const { lines } = stack.bench;
  const parts = {
    bench: { lines, docker: { output }, options: { timeout: 1000 } },
    compose: {
      options: { project: "it" },
      containers: () => Promise.resolve(new Map([["web", containers]])),
      run: (args: readonly string[]) =>
        Promise.resolve(outcomeOf({ stdout: args.join(" ") })),
      output: (...args: readonly string[]) => {
        calls(args.join(" "));
        round += 1;
        if (fails) throw new CommandError(outcomeOf({ code: 1, stderr: "no" }));
        return stopping().then(() => "");
      },
    },
  };
  const all = await told(stop.stop!(stackWith({ more: parts })));
  return { all: inShort(all), calls: calls.mock.calls.flat() };
}

test("what ends in time holds", async () => {
  const events = [event("a", "kill", 1), event("a", "die", 1.5)];
  const { all, calls } = await look([running("a")], [events]);
  expect(all).toEqual([
    "checked: web",
    "note: production: web was the slowest, 0.50 s",
  ]);
  expect(calls).toEqual(["stop --timeout 10 web"]);
});

test.each([
  [0, []],
  [143, []],
  [130, []],
  [
    1,
    [
      "note: production: web ended with 1 on SIGTERM, which reads as a failure: 0 or 143 is an end in order",
    ],
  ],
])(
  "an end with %i is told where it reads as a failure",
  async (code, expected) => {
    const events = [event("a", "kill", 1), event("a", "die", 1.5, code)];
    const { all } = await look([running("a")], [events]);
    expect(all.filter((each) => each.includes("ended with"))).toEqual(expected);
  },
);

test("somebody is connected to what is published as it is stopped", async () => {
  const asked = vi.fn();
  const server = createServer((socket) => {
    socket.on("data", (data) => asked(String(data)));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const published = [{ HostPort: String(port) }];
  const Ports = { "80/tcp": published, "81/tcp": null, "53/udp": published };
  const container = { ...running("a"), NetworkSettings: { Ports } };
  const stopping = () =>
    vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  const events = [event("a", "kill", 1), event("a", "die", 1.5)];
  await look([container], [events], false, stopping);
  expect(asked).toHaveBeenCalledWith(expect.stringMatching(/^GET \/ HTTP/));
});

test(
  "an end that the engine does not tell of is no pass",
  { timeout: 10_000 },
  async () => {
    const { all } = await look([running("a")], [[event("a", "kill", 1)]]);
    expect(all).toEqual([
      "unproven: the engine did not tell when it was signalled and when it ended",
    ]);
  },
);

test("an end before the signal is none that a signal brought", () => {
  const before = [event("a", "die", 1), event("a", "kill", 2)];
  expect(endingsIn(before.join("\n")).size).toBe(0);
  const after = [...before, event("a", "kill", 4), event("a", "die", 5, 137)];
  expect(endingsIn(after.join("\n")).get("a")).toEqual({
    ...{ milliseconds: 3000, exitCode: 137 },
  });
});

test.each([
  [
    [],
    "unproven: it did not run, so that nothing could be stopped: it has no container",
  ],
  [
    [ended(1)],
    "unproven: it did not run, so that nothing could be stopped: its container is exited",
  ],
])("what does not run cannot be stopped: %#", async (containers, message) => {
  expect((await look(containers, [[]])).all).toEqual([message]);
});

test("what has done its work need not be", async () => {
  expect((await look([ended(0)], [[]])).all).toEqual([]);
});

test("a stop that fails has measured nothing", async () => {
  await expect(look([running("a")], [[]], true)).rejects.toThrow(CommandError);
});

describe("what was late is measured twice again", () => {
  const both = (a: number, b: number) => [
    ...[event("a", "kill", 0), event("b", "kill", 0)],
    ...[event("a", "die", a), event("b", "die", b)],
  ];
  const containers = [running("a"), running("b")];

  test("and each of several containers has its own times", async () => {
    const times = [both(3, 4), both(1, 5), both(9, 6)];
    const { all } = await look(containers, times);
    expect(all).toEqual([
      ...["checked: web", "checked: web"],
      "finding: it took 6.0 s to end on SIGTERM",
      "note: production: web was the slowest, 6.00 s",
    ]);
  });

  test("and holds where it is in time once", async () => {
    const times = [both(1, 4), both(1, 5), both(1, 1.5)];
    const { all, calls } = await look(containers, times);
    expect(all).toEqual([
      ...["checked: web", "checked: web"],
      "note: production: web was the slowest, 1.50 s",
    ]);
    expect(calls).toHaveLength(3);
  });
});
