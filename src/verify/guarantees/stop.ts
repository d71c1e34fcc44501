import { connect, type Socket } from "node:net";
import { availableParallelism, loadavg } from "node:os";
import type { Container } from "../../docker/compose.ts";
import {
  checked,
  finding,
  note,
  unproven,
  type Finding,
  type Guarantee,
  type Observations,
  type Unproven,
} from "../guarantee.ts";
import { busyness } from "../busyness.ts";
import { isDone } from "../containers.ts";
import { endingsIn, type Timing } from "../endings.ts";
import type { Stack, StackService } from "../stack.ts";
import { until } from "../until.ts";

/** Milliseconds from SIGTERM to the end. */
const LIMIT = 2_000;
/** Seconds after which the engine kills: long enough to tell slow from deaf. */
const GRACE = "10";
const KILLED = 137;
/** How often what was late is measured again. */
const TIMES = 2;
/** By itself, by SIGINT, by SIGTERM, or killed, which is told as such. */
const USUAL = new Set([0, 130, 143, KILLED]);

/** Milliseconds for the engine to tell of the last end. */
const TOLD = 3_000;

interface Ending extends Timing {
  readonly service: string;
  /** The container's. */
  readonly id: string;
}

/** Somebody who has asked and stays: a server that waits for him would never end. */
function hold(service: string, { NetworkSettings }: Container): Socket[] {
  return Object.entries(NetworkSettings?.Ports ?? {}).flatMap(
    ([port, published]) => {
      const [first] = published ?? [];
      if (!first || !port.endsWith("/tcp")) return [];
      const socket = connect(Number(first.HostPort), "127.0.0.1");
      socket.on("error", () => {});
      socket.on("data", () => {});
      socket.write(`GET / HTTP/1.1\r\nHost: ${service}\r\n\r\n`);
      return [socket];
    },
  );
}

/** The engine's clock, which need not go like ours. */
const engineTime = async ({ bench }: Stack): Promise<string> =>
  (await bench.docker.output(["info", "--format", "{{.SystemTime}}"])).trim();

/** The engine's own times by container. */
async function endingsSince(stack: Stack, since: string) {
  const project = `label=com.docker.compose.project=${stack.compose.options.project}`;
  const text = await stack.bench.docker.output([
    ...["events", "--since", since, "--until", await engineTime(stack)],
    ...["--filter", project, "--filter", "event=kill", "--filter", "event=die"],
    ...["--format", "{{json .}}"],
  ]);
  return endingsIn(text);
}

/** The containers of services that are to be stopped, and what cannot be. */
function expectedOf(
  stack: Stack,
  services: readonly StackService[],
  all: ReadonlyMap<string, readonly Container[]>,
) {
  const expected: { readonly service: string; readonly id: string }[] = [];
  const missing: Unproven[] = [];
  for (const { name, compose } of services) {
    const containers = all.get(name) ?? [];
    const cannot = (state: string) =>
      missing.push(
        unproven(
          stack.subject(name),
          `it did not run, so that nothing could be stopped: ${state}`,
        ),
      );
    if (containers.length === 0) cannot("it has no container");
    for (const container of containers) {
      const { Id, State } = container;
      if (State.Running) expected.push({ service: name, id: Id });
      else if (!isDone(container, compose))
        cannot(`its container is ${State.Status}`);
    }
  }
  return { expected, missing };
}

/**
 * Stops services as `docker compose stop` does, with connections open, and tells how each ended.
 *
 * @throws CommandError when they cannot be stopped.
 */
async function stopAll(stack: Stack, services: readonly StackService[]) {
  const all = await stack.compose.containers();
  const { expected, missing } = expectedOf(stack, services, all);
  const sockets = services.flatMap(({ name }) =>
    (all.get(name) ?? []).flatMap((container) => hold(name, container)),
  );
  const since = await engineTime(stack);
  const names = services.map(({ name }) => name);
  try {
    await stack.compose.output("stop", "--timeout", GRACE, ...names);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  let ended = new Map<string, Timing>();
  const areTold = async () => {
    ended = await endingsSince(stack, since);
    return expected.every(({ id }) => ended.has(id));
  };
  await until("the engine tells of each end", areTold, TOLD).catch(() => {});
  const endings = expected.flatMap((each): Ending[] => {
    const timing = ended.get(each.id);
    return timing ? [{ ...each, ...timing }] : [];
  });
  const untold = expected
    .filter(({ id }) => !ended.has(id))
    .map(({ service }) =>
      unproven(
        stack.subject(service),
        "the engine did not tell when it was signalled and when it ended",
      ),
    );
  return { endings, missing: [...missing, ...untold] };
}

const isLate = ({ milliseconds, exitCode }: Ending) =>
  milliseconds >= LIMIT || exitCode === KILLED;

/** Measures again what was late, and that alone: a machine may be busy. A kill is a kill. */
async function measureAgain(
  stack: Stack,
  before: readonly Ending[],
  times = TIMES,
): Promise<readonly Ending[]> {
  const isSlow = (ending: Ending) =>
    isLate(ending) && ending.exitCode !== KILLED;
  const late = new Set(before.filter(isSlow).map(({ service }) => service));
  const services = stack.services.filter(({ name }) => late.has(name));
  if (services.length === 0 || times === 0) return before;
  const { timeout } = stack.bench.options;
  const wait = ["--wait", "--wait-timeout", `${Math.ceil(timeout / 1000)}`];
  await stack.compose.run(["up", "-d", "--no-build", ...wait, ...late]);
  const { endings } = await stopAll(stack, services);
  const again = new Map(endings.map((ending) => [ending.id, ending]));
  const now = before.map((ending) =>
    isSlow(ending) ? (again.get(ending.id) ?? ending) : ending,
  );
  return measureAgain(stack, now, times - 1);
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
      output: `ended with ${exitCode} after ${seconds} s, somebody being connected${busyness(loadavg()[0]!, availableParallelism())}`,
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
  const { endings: first, missing } = await stopAll(stack, stack.services);
  yield* missing;
  const endings = await measureAgain(stack, first);
  for (const ending of endings) {
    yield checked(stack.subject(ending.service));
    if (isLate(ending)) yield lateness(stack, ending);
  }
  for (const { service, exitCode } of endings)
    if (!USUAL.has(exitCode))
      yield note(
        `${stack.mode}: ${service} ended with ${exitCode} on SIGTERM, which reads as a failure: 0 or 143 is an end in order`,
      );
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
