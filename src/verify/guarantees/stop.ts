import { connect, type Socket } from "node:net";
import type { Container } from "../../docker/compose.ts";
import {
  checked,
  finding,
  note,
  type Finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Stack, StackService } from "../stack.ts";

/** Milliseconds from SIGTERM to the end. */
const LIMIT = 2_000;
/** Seconds after which the engine kills: long enough to tell slow from deaf. */
const GRACE = "10";
const KILLED = 137;

interface Ending {
  readonly service: string;
  readonly milliseconds: number;
  readonly exitCode: number;
}

interface Event {
  readonly Action: string;
  readonly timeNano: number;
  readonly Actor: {
    readonly ID: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
}

/** Somebody who has asked and stays: a server that waits for him would never end. */
async function hold(stack: Stack, { name, compose }: StackService) {
  const sockets: Socket[] = [];
  for (const { target, protocol = "tcp" } of compose.ports ?? []) {
    if (protocol !== "tcp") continue;
    const address = await stack.compose
      .output("port", name, String(target))
      .catch(() => "");
    const port = /:(\d+)\s*$/.exec(address)?.[1];
    if (port === undefined) continue;
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    socket.on("data", () => {});
    socket.write(`GET / HTTP/1.1\r\nHost: ${name}\r\n\r\n`);
    sockets.push(socket);
  }
  return sockets;
}

/** The engine's own times, from the signal to the end, by container. */
async function endingsSince(
  { bench, compose }: Stack,
  since: number,
): Promise<Map<string, { milliseconds: number; exitCode: number }>> {
  const project = `label=com.docker.compose.project=${compose.options.project}`;
  const text = await bench.docker.output([
    ...["events", "--since", `${since}`, "--until", `${Date.now() / 1000}`],
    ...["--filter", project, "--filter", "event=kill", "--filter", "event=die"],
    ...["--format", "{{json .}}"],
  ]);
  const events = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event);
  const signalled = new Map<string, number>();
  const ended = new Map<string, { milliseconds: number; exitCode: number }>();
  for (const { Action, timeNano, Actor } of events) {
    const at = timeNano / 1e6;
    if (Action === "kill" && !signalled.has(Actor.ID))
      signalled.set(Actor.ID, at);
    if (Action === "die")
      ended.set(Actor.ID, {
        milliseconds: at - (signalled.get(Actor.ID) ?? at),
        exitCode: Number(Actor.Attributes["exitCode"]),
      });
  }
  return ended;
}

/** Stops services as `docker compose stop` does, with connections open, and tells how each ended. */
async function stopAll(
  stack: Stack,
  services: readonly StackService[],
): Promise<Ending[]> {
  const running = await stack.compose.containers();
  const sockets = (
    await Promise.all(services.map((service) => hold(stack, service)))
  ).flat();
  const since = Date.now() / 1000;
  const names = services.map(({ name }) => name);
  await stack.compose.run(["stop", "--timeout", GRACE, ...names]);
  const ended = await endingsSince(stack, since);
  for (const socket of sockets) socket.destroy();
  const isRunning = ({ State }: Container) => State.Running;
  return names.flatMap((service) =>
    (running.get(service) ?? []).filter(isRunning).flatMap(({ Id }) => {
      const ending = ended.get(Id);
      return ending ? [{ service, ...ending }] : [];
    }),
  );
}

const isLate = ({ milliseconds, exitCode }: Ending) =>
  milliseconds >= LIMIT || exitCode === KILLED;

/** A machine that is busy gets a second measurement, of what was late alone; a kill is a kill. */
async function measureAgain(stack: Stack, first: Ending[]): Promise<Ending[]> {
  const late = first
    .filter((ending) => isLate(ending) && ending.exitCode !== KILLED)
    .map(({ service }) => service);
  const services = stack.services.filter(({ name }) => late.includes(name));
  if (services.length === 0) return first;
  const { timeout } = stack.bench.options;
  const wait = ["--wait", "--wait-timeout", `${Math.ceil(timeout / 1000)}`];
  await stack.compose.run(["up", "-d", "--no-build", ...wait, ...late]);
  const again = await stopAll(stack, services);
  return first.map(
    (ending) =>
      again.find(({ service }) => service === ending.service) ?? ending,
  );
}

/** What ends late, why, and what to write. */
function lateness(stack: Stack, ending: Ending): Finding {
  const { service, milliseconds, exitCode } = ending;
  const { bench, mode } = stack;
  const { lines } = bench;
  const seconds = (milliseconds / 1000).toFixed(1);
  const about = stack.services.find(({ name }) => name === service)!;
  const isKilled = exitCode === KILLED;
  // The kernel gives process 1 no signal that it does not handle; a small init is one that does.
  const isAlone = isKilled && !about.compose.init;
  const init = isAlone ? lines.ofService(mode, service, "init", "init") : null;
  return finding({
    subject: stack.subject(service),
    message: isKilled
      ? `it did not end on SIGTERM, and was killed after ${seconds} s`
      : `it took ${seconds} s to end on SIGTERM`,
    evidence: {
      command: `docker compose stop --timeout ${GRACE} ${service}`,
      output: `ended with ${exitCode} after ${seconds} s, somebody being connected`,
    },
    cause: init ?? lines.ofCommand(mode, service, about.image),
    advice: isAlone
      ? "write `init: true`: process 1 gets no signal that it does not handle itself, and a shell handles none; or let the program handle SIGTERM"
      : isKilled
        ? "start the program itself, in the exec form ([a, b]), and let it end on SIGTERM: a shell in front of it hands no signal on"
        : "let it give up what is open within 2 s: many servers have an option for how long they wait",
  });
}

async function* stopsInTime(stack: Stack): Observations {
  const endings = await measureAgain(
    stack,
    await stopAll(stack, stack.services),
  );
  for (const ending of endings) {
    yield checked(stack.subject(ending.service));
    if (isLate(ending)) yield lateness(stack, ending);
  }
  if (endings.length === 0) return;
  const slowest = endings.reduce((a, b) =>
    a.milliseconds > b.milliseconds ? a : b,
  );
  yield note(
    `${stack.mode}: ${slowest.service} was the slowest, ${(slowest.milliseconds / 1000).toFixed(2)} s`,
  );
}

export const stop: Guarantee = {
  id: "G5",
  title: "stops on SIGTERM in under 2 s",
  proves:
    "Each service ends by itself on SIGTERM in under 2 s, though somebody holds a connection open.",
  stop: stopsInTime,
};
