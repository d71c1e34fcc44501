import { tailOf } from "../../docker/docker.ts";
import { otherUser } from "../other-user.ts";
import { SAY_END, toItsEnd } from "../to-its-end.ts";
import {
  checked,
  finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Stack, StackService } from "../stack.ts";

// A process without a parent that is not the first is the engine's, about to become a health check.
const SCRIPT = `
echo "ids $(id -u):$(id -g)"
echo "groups $(id -G)"
echo "passwd $(getent passwd "$(id -u)")"
echo "home $HOME"
mkdir "$HOME/.dockwright-home" 2>&1 && rmdir "$HOME/.dockwright-home" && echo writable
cat /proc/[0-9]*/status 2>/dev/null | awk '
  /^Pid:/ { pid = $2 }
  /^PPid:/ { parent = $2 }
  /^Uid:/ { uids = $2 " " $3 " " $4 " " $5 }
  /^Gid:/ && (pid == 1 || parent != 0) {
    print "process " uids " / " $2 " " $3 " " $4 " " $5 }' | sort -u
${SAY_END}`;

/** What a person would type to see the same. */
const shown = (service: string) =>
  `docker compose exec ${service} sh -c 'id; getent passwd $(id -u); echo $HOME; grep -h "^[UG]id:" /proc/[0-9]*/status'`;

/** What the container says of its user, against what the spec says. */
function* differences(
  output: string,
  { name, uid, gid }: { name: string; uid: number; gid: number },
): Generator<string> {
  const all = (key: string) =>
    [...output.matchAll(new RegExp(`^${key} (.*)$`, "gm"))].map(
      ([, text]) => text!,
    );
  const [ids] = all("ids");
  if (ids !== `${uid}:${gid}`)
    yield `it runs as ${ids}, and the spec says ${uid}:${gid}`;
  const [entry = ""] = all("passwd");
  const [user, , , , , home] = entry.split(":");
  if (user === undefined || user === "")
    yield "its user has no entry in /etc/passwd";
  else if (user !== name)
    yield `its user is called ${user}, and the spec says ${name}`;
  if (home !== undefined && home !== all("home")[0])
    yield `HOME is ${all("home")[0]}, and its user's home is ${home}`;
  if (!/^writable$/m.test(output))
    yield `it cannot write into HOME, ${all("home")[0]}`;
  const own = `${`${uid} `.repeat(4)}/${` ${gid}`.repeat(4)}`;
  const others = all("process").filter((each) => each !== own);
  if (others.length > 0 && ids === `${uid}:${gid}`)
    yield `a process of it runs as another user: ${others.join(", ")}`;
}

function causeOf(stack: Stack, service: StackService) {
  const { bench, mode } = stack;
  const { lines } = bench;
  return (
    otherUser(stack, service) ??
    lines.inDockerfile(
      service.image!,
      mode,
      ({ keyword }) => keyword === "USER",
    ) ??
    lines.inSpec("user")
  );
}

async function* runsAsUser(stack: Stack): Observations {
  for (const service of stack.services) {
    const { name, image } = service;
    if (!image) continue;
    const subject = stack.subject(name);
    yield checked(subject);
    const { stdout, stderr } = toItsEnd(await stack.sh(name, SCRIPT));
    for (const message of differences(stdout, image.user))
      yield finding({
        subject,
        message,
        evidence: { command: shown(name), output: tailOf(stdout + stderr, 20) },
        cause: causeOf(stack, service),
        advice:
          "take the line out or let it name the spec's user; `user:` in the spec changes both",
      });
  }
}

export const user: Guarantee = {
  id: "G2",
  title: "runs as the spec's user",
  proves:
    "Every process runs under the spec's uid and gid, with a passwd entry and a HOME that it can write.",
  stack: runsAsUser,
};
