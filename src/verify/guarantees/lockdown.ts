import {
  checked,
  finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Container } from "../../docker/compose.ts";
import type { Stack } from "../stack.ts";

const STATUS = "grep -hE '^(CapEff|CapBnd|NoNewPrivs):' /proc/1/status";

/** What a container may do that it should not, each with Compose's key for it. */
function* freedoms(
  { HostConfig }: Container,
  status: string,
): Generator<readonly [key: string, message: string]> {
  const { Privileged, ReadonlyRootfs, CapAdd, SecurityOpt } = HostConfig;
  const value = (name: string) =>
    new RegExp(`^${name}:\\s*(\\S+)$`, "m").exec(status)?.[1];
  if (Privileged) yield ["privileged", "it is privileged"];
  if (!ReadonlyRootfs) yield ["read_only", "its root file system is writable"];
  if (CapAdd?.length) yield ["cap_add", `it is given ${CapAdd.join(", ")}`];
  for (const name of ["CapEff", "CapBnd"])
    if (!/^0+$/.test(value(name) ?? ""))
      yield [
        "cap_drop",
        `its process has capabilities: ${name} ${value(name)}`,
      ];
  const isOption = SecurityOpt?.some((each) =>
    each.startsWith("no-new-privileges"),
  );
  if (!isOption || value("NoNewPrivs") !== "1")
    yield ["security_opt", "its process may gain privileges"];
}

/** Asked of the engine and of the process itself. */
async function* isLockedDown(stack: Stack): Observations {
  for (const { name, compose } of stack.services) {
    const subject = stack.subject(name);
    yield checked(subject);
    const { stdout } = await stack.sh(name, STATUS);
    const [container] = await stack.containersOf(name);
    for (const [key, message] of freedoms(container!, stdout))
      yield finding({
        subject,
        message,
        evidence: { command: STATUS, output: stdout.trim() },
        cause:
          stack.bench.lines.inCompose(stack.mode, name, key) ??
          stack.bench.lines.inCompose(stack.mode, name),
        advice: `let ${key} be what dockwright writes${compose.build ? "; what must be written goes into `directories:` or a tmpfs" : ""}`,
      });
  }
}

export const lockdown: Guarantee = {
  id: "G9",
  title: "production is locked down",
  proves:
    "Every service in production runs with a read-only root, no capability and no new privilege.",
  modes: ["production"],
  stack: isLockedDown,
};
