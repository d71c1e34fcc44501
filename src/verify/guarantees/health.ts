import { healthTestOf } from "../../docker/compose-file.ts";
import type { Container } from "../../docker/compose.ts";
import { isDone } from "../containers.ts";
import { tailOf } from "../../docker/docker.ts";
import {
  checked,
  finding,
  note,
  type Finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Stack, StackService } from "../stack.ts";

/** Programs that images are made larger with for the sake of a health test. */
const FETCHERS = /(?:^|[\s/"'])(curl|wget)(?=\s|$)/;

function unhealthy(
  stack: Stack,
  { name }: StackService,
  { State }: Container,
  test: string,
): Finding {
  const last = State.Health?.Log.at(-1);
  const fetcher = FETCHERS.exec(test)?.[1];
  const output = last?.Output.trim() ?? "";
  const isMissing = /not found/.test(output) && fetcher !== undefined;
  return finding({
    subject: stack.subject(name),
    message: isMissing
      ? `its health test needs ${fetcher}, which the image does not have`
      : `it is ${State.Health?.Status ?? "not healthy"}: the health test ended with ${last?.ExitCode ?? "nothing yet"}`,
    evidence: { command: test, output: tailOf(output, 15) },
    cause: stack.bench.lines.ofService(
      ...([stack.mode, name, "health", "healthcheck", "test"] as const),
    ),
    advice: isMissing
      ? "write `health: { http: /PATH }` in the spec: the language itself asks, and nothing is installed for it"
      : "ask the address by hand in the container, and mend `health:` in the spec or the service",
  });
}

async function ended(
  stack: Stack,
  { name, image }: StackService,
  container: Container | undefined,
): Promise<Finding> {
  const { bench, mode } = stack;
  const { Status = "never started", ExitCode = null } = container?.State ?? {};
  const how = ExitCode === null ? Status : `${Status} with ${ExitCode}`;
  const count = container?.RestartCount ?? 0;
  const log = tailOf(await stack.logs(name, 25), 25);
  const refused = [container?.State.Error ?? "", tailOf(stack.refused, 15)];
  const isStarted = container !== undefined && Status !== "created";
  const said = isStarted ? [log, refused[0]] : [...refused, log];
  return finding({
    subject: stack.subject(name),
    message:
      count > 0
        ? `it does not stay up: it has ended ${count} times in a few seconds`
        : `it does not run: ${how}`,
    evidence: {
      command: isStarted
        ? `docker compose logs ${name}`
        : "docker compose up -d --no-build",
      output: said.filter(Boolean).join("\n"),
    },
    cause: bench.lines.ofCommand(mode, name, image),
    advice: isStarted
      ? "its log says why; `command:` in the spec is what it runs"
      : "what Compose says of it is above: the engine refuses it, or something that it depends on does not become ready",
  });
}

/** The services that only a profile starts, where nobody has asked for any by its name. */
function leftOut({ written, services, bench }: Stack): string[] {
  if (bench.options.services.length > 0) return [];
  const started = new Set(services.map(({ name }) => name));
  return Object.keys(written.services).filter((name) => !started.has(name));
}

async function* turnsHealthy(stack: Stack): Observations {
  const all = await stack.compose.containers();
  let tested = 0;
  for (const service of stack.services) {
    const containers = all.get(service.name) ?? [];
    const test = healthTestOf(service.compose);
    yield checked(stack.subject(service.name));
    if (containers.length === 0) yield await ended(stack, service, undefined);
    for (const container of containers) {
      const { State } = container;
      if (isDone(container, service.compose)) continue;
      const isStartedAgain =
        container.RestartCount > 0 && State.Health?.Status !== "healthy";
      if (!State.Running || isStartedAgain)
        yield await ended(stack, service, container);
      else if (State.Health && State.Health.Status !== "healthy")
        yield unhealthy(stack, service, container, test ?? "");
      else if (State.Health) tested += 1;
    }
  }
  const others = leftOut(stack).join(" ");
  if (others !== "")
    yield note(
      `${stack.mode}: not started, since a profile starts it: ${others}; to prove it too: dockwright verify ${others}`,
    );
  if (tested < stack.services.length)
    yield note(
      `${stack.mode}: ${stack.services.length - tested} of ${stack.services.length} without a health check that passed`,
    );
}

export const health: Guarantee = {
  id: "G4",
  title: "turns healthy",
  proves:
    "Each service starts, stays up and passes its health check, with nothing added to the image for it.",
  stack: turnsHealthy,
};
