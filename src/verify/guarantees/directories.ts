import { writableTargetsOf } from "../../docker/compose-file.ts";
import { tailOf, type Outcome } from "../../docker/docker.ts";
import type { Image, Mode } from "../../model/project.ts";
import {
  checked,
  finding,
  type BuiltImage,
  type Finding,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import { SAY_END, toItsEnd } from "../to-its-end.ts";
import { Stack, type Ids } from "../stack.ts";

/** Another user to build for: the first of a Mac, whose group Debian calls dialout. */
const OTHER: Ids = { uid: 501, gid: 20 };

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;

/** Makes and removes a file in each directory as whoever runs it, and says who owns it; a line each. */
const script = (paths: readonly string[]) => `
for path in ${paths.map(quoted).join(" ")} "$HOME"; do
  if [ -f "$path" ]; then
    if [ -w "$path" ]; then echo "ok $path"; else echo "no $path $(stat -c '%u:%g mode %a' "$path")"; fi
  elif [ ! -d "$path" ]; then echo "absent $path"
  elif ( : > "$path/.dockwright" ) 2>/dev/null; then
    echo "ok $path"; rm "$path/.dockwright"
  else echo "no $path $(stat -c '%u:%g mode %a' "$path")"; fi
done
${SAY_END}`;

const COMMAND = (where: string, paths: readonly string[]) =>
  `touch ${paths.map((path) => `${path}/.dockwright`).join(" ")}   # ${where}`;

interface Look {
  readonly stack: Stack;
  readonly image: Image;
  readonly mode: Mode;
  readonly subject: string;
  readonly where: string;
  readonly paths: readonly string[];
  readonly owner: Ids;
  /** The service whose `user:` may be the cause, or null. */
  readonly service: string | null;
}

function causeOf({ stack, image, mode, service }: Look, path: string) {
  const { lines } = stack.bench;
  const user = service && lines.inCompose(stack.mode, service, "user");
  return (
    (user || null) ??
    lines.ofPath(image, mode, path) ??
    lines.inSpec("images", image.name, "directories")
  );
}

/**
 * What cannot be written of what has to be.
 *
 * @throws CommandError when nobody could try.
 */
function* unwritable(look: Look, ran: Outcome): Generator<Finding> {
  const { subject, where, paths, owner } = look;
  const outcome = toItsEnd(ran);
  const said = outcome.stdout.trim().split("\n");
  const evidence = {
    command: COMMAND(where, paths),
    output: tailOf(outcome.stdout + outcome.stderr, 30),
  };
  for (const path of [...paths, null]) {
    const line = path
      ? said.find((each) =>
          `${each.replace(/^\w+ /, "")} `.startsWith(`${path} `),
        )
      : said.at(-1);
    if (line?.startsWith("ok ")) continue;
    const owned = / (\d+:\d+ mode \d+)$/.exec(line ?? "")?.[1];
    const name = path ?? "HOME";
    yield finding({
      subject,
      message: line?.startsWith("absent ")
        ? `${name} is not there (${where})`
        : `${name} cannot be written by ${owner.uid}:${owner.gid} (${where})${owned ? `; it belongs to ${owned}` : ""}`,
      evidence,
      cause: path ? causeOf(look, path) : null,
      advice:
        "make it and give it to the user before USER, each path written out: `directories:` in the spec does",
    });
  }
}

const declared = ({ directories }: Image) =>
  directories.map(({ path }) => path);

/** In the running containers: under volumes and tmpfs, watch targets too. */
async function* inStack(stack: Stack): Observations {
  for (const { name, image, compose } of stack.services) {
    if (!image) continue;
    const subject = stack.subject(name);
    const targets = writableTargetsOf(compose);
    const paths = [...new Set([...declared(image), ...targets])];
    // Without a volume over it, a directory of a read-only root is for whatever is mounted there.
    const writable = compose.read_only
      ? paths.filter((path) =>
          targets.some((target) => `${path}/`.startsWith(`${target}/`)),
        )
      : paths;
    yield checked(subject);
    const look: Look = {
      ...{ stack, image, mode: stack.mode, subject, where: "running" },
      ...{ paths: writable, owner: image.user, service: name },
    };
    yield* unwritable(look, await stack.sh(name, script(writable)));
  }
}

/** In the image itself, and in one that is built for another user, with fresh volumes and without. */
async function* inImage({ image, targets }: BuiltImage): Observations {
  const paths = declared(image);
  for (const { stack, planned, build: built } of Object.values(targets)) {
    const { bench, mode } = stack;
    const subject = `${image.name} for ${mode}`;
    const look: Look = {
      ...{ stack, image, mode, subject, where: "in the image" },
      ...{ paths, owner: image.user, service: null },
    };
    yield checked(subject);
    const bare = (id: string) =>
      bench.docker.run([
        ...["run", "--rm", "--label", bench.label, "--network", "none"],
        ...["--entrypoint", "sh", id, "-c", script(paths)],
      ]);
    yield* unwritable(look, await bare(built.id));

    const others = await Stack.prepare(bench, {
      mode,
      copy: targets.production.stack.copy,
      ids: OTHER,
    });
    const service = planned.services[0]!;
    const plannedForOther = others.builds.find(({ services }) =>
      services.includes(service),
    )!;
    const other = { ...look, owner: OTHER };
    const otherSubject = `${subject}, built for ${OTHER.uid}:${OTHER.gid}`;
    yield checked(otherSubject);
    const { section, tag } = plannedForOther;
    const rebuilt = await bench.build(section, tag);
    if ("error" in rebuilt) {
      yield finding({
        subject: otherSubject,
        message: "it does not build with APP_UID and APP_GID of another user",
        evidence: { command: rebuilt.command, output: rebuilt.error },
        cause: rebuilt.line
          ? bench.lines.at(image.dockerfile, rebuilt.line)
          : null,
        advice: "let the step take the ids from the build arguments",
      });
      continue;
    }
    yield* unwritable(
      { ...other, subject: otherSubject },
      await bare(rebuilt.id),
    );
    const mounted = await others.compose.run([
      ...["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh"],
      ...[service, "-c", script(paths)],
    ]);
    yield* unwritable(
      { ...other, subject: otherSubject, where: "under fresh volumes" },
      mounted,
    );
  }
}

export const directories: Guarantee = {
  id: "G3",
  title: "can write where it has to",
  proves:
    "Every declared directory, volume, tmpfs and watch target can be written by the user: in the image, under a fresh volume, and built for another uid and gid.",
  image: inImage,
  stack: inStack,
};
