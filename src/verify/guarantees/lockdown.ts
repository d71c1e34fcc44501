import {
  checked,
  finding,
  note,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Container } from "../../docker/compose.ts";
import { CommandError } from "../../docker/docker.ts";
import type { Stack, StackService } from "../stack.ts";

const STATUS = "grep -hE '^(CapEff|CapBnd|NoNewPrivs):' /proc/1/status";

/** What a shell's absence, or a program's in it, ends a command with. */
const LACKS_PROGRAM = [126, 127];

/** What capabilities a process has, or could get. */
function capabilities(
  { HostConfig }: Container,
  status: string | null,
): string | null {
  if (status === null) {
    const isDropped = HostConfig.CapDrop?.some((each) => /^all$/i.test(each));
    return isDropped ? null : "not all capabilities are dropped";
  }
  const values = ["CapEff", "CapBnd"].map(
    (name) => [name, valueOf(status, name)] as const,
  );
  const held = values.filter(([, value]) => !/^0+$/.test(value ?? ""));
  const told = held.map((each) => each.join(" ")).join(", ");
  return told && `its process has capabilities: ${told}`;
}

const valueOf = (status: string, name: string) =>
  new RegExp(`^${name}:\\s*(\\S+)$`, "m").exec(status)?.[1];

/**
 * What a container may do that it should not, each with Compose's key for it.
 *
 * @param status What the process says of itself, or null where it cannot be asked.
 */
function* freedoms(
  container: Container,
  status: string | null,
): Generator<readonly [key: string, message: string]> {
  const { Privileged, ReadonlyRootfs, CapAdd, SecurityOpt } =
    container.HostConfig;
  if (Privileged) yield ["privileged", "it is privileged"];
  if (!ReadonlyRootfs) yield ["read_only", "its root file system is writable"];
  if (CapAdd?.length) yield ["cap_add", `it is given ${CapAdd.join(", ")}`];
  const capable = capabilities(container, status);
  if (capable) yield ["cap_drop", capable];
  const isOption = SecurityOpt?.some((each) =>
    each.startsWith("no-new-privileges"),
  );
  const isSet = status === null || valueOf(status, "NoNewPrivs") === "1";
  if (!isOption || !isSet)
    yield ["security_opt", "its process may gain privileges"];
}

/** What dockwright leaves to an image of somebody else's, which may need it: only its maker can say. */
const LEFT_TO_IMAGE = ["read_only", "cap_drop"];

const isSomebodyElses = ({ service, compose }: StackService) =>
  !compose.build && (service?.origin.kind ?? "external") === "external";

/** What a service's process says of itself; null where its image has nothing to ask with. */
async function statusOf(stack: Stack, name: string): Promise<string | null> {
  const outcome = await stack.sh(name, STATUS);
  if (outcome.code === 0) return outcome.stdout;
  if (LACKS_PROGRAM.includes(outcome.code ?? -1)) return null;
  throw new CommandError(outcome);
}

/** Asked of the engine, and of the process itself where it can be asked. */
async function* isLockedDown(stack: Stack): Observations {
  const { lines } = stack.bench;
  for (const service of stack.services) {
    const { name, compose } = service;
    const subject = stack.subject(name);
    yield checked(subject);
    const status = await statusOf(stack, name);
    const [container] = await stack.containersOf(name);
    if (!container) throw new Error(`${name} has no container`);
    const all = [...freedoms(container, status)];
    const isLeft = ([key]: readonly [string, string]) =>
      isSomebodyElses(service) && LEFT_TO_IMAGE.includes(key);
    const left = all.filter(isLeft);
    if (left.length > 0) {
      const told = left.map(([, message]) => message).join("; ");
      const keys = left.map(([key]) => key).join(" and ");
      yield note(
        `${subject}: ${told}. Its image is not ours; where it runs without, write ${keys} under its \`compose:\``,
      );
    }
    const command = status === null ? `docker inspect ${container.Id}` : STATUS;
    for (const [key, message] of all.filter((each) => !isLeft(each)))
      yield finding({
        subject,
        message,
        evidence: {
          command,
          output: status?.trim() ?? JSON.stringify(container.HostConfig),
        },
        cause:
          lines.inCompose(stack.mode, name, key) ??
          lines.inCompose(stack.mode, name),
        advice: `let ${key} be what dockwright writes${compose.build ? "; what must be written goes into `directories:` or a tmpfs" : ""}`,
      });
  }
}

export const lockdown: Guarantee = {
  id: "G9",
  title: "production is locked down",
  proves:
    "Every service in production runs with a read-only root, no capability and no new privilege; where the image is somebody else's, what it keeps is a note.",
  modes: ["production"],
  stack: isLockedDown,
};
