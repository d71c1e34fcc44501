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
import { otherUser } from "../other-user.ts";
import { Stack, type Ids, type StackService } from "../stack.ts";

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

/** What a person would type to see the same. */
const shown = ({ how, paths }: Look) =>
  `docker ${how} ${paths.map((path) => `${path}/.dockwright`).join(" ")}`;

interface Look {
  readonly stack: Stack;
  readonly image: Image;
  readonly mode: Mode;
  readonly subject: string;
  readonly where: string;
  /** Docker's own words for it, up to the paths. */
  readonly how: string;
  readonly paths: readonly string[];
  readonly owner: Ids;
  /** The service that runs as somebody, or null where the image is looked at. */
  readonly service: StackService | null;
}

function causeOf({ stack, image, mode, service }: Look, path: string) {
  const { lines } = stack.bench;
  return (
    (service && otherUser(stack, service)) ??
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
    command: shown(look),
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
  for (const service of stack.services) {
    const { name, image, compose } = service;
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
      how: `compose exec ${name} touch`,
      ...{ paths: writable, owner: image.user, service },
    };
    yield* unwritable(look, await stack.sh(name, script(writable)));
  }
}

/** Tries it in an image that is run as it is. */
const bare = ({ bench }: Stack, id: string, paths: readonly string[]) =>
  bench.docker.run([
    ...["run", "--rm", "--label", bench.label, "--network", "none"],
    ...["--entrypoint", "sh", id, "-c", script(paths)],
  ]);

/** In an image that is built for another user, with fresh volumes and without. */
async function* builtForAnother(
  { image, targets }: BuiltImage,
  look: Look,
): Observations {
  const { mode, paths } = look;
  const { bench } = look.stack;
  const others = await Stack.prepare(bench, {
    mode,
    copy: targets.production.stack.copy,
    ids: OTHER,
  });
  const service = targets[mode].planned.services[0]!;
  const { section, tag } = others.builds.find(({ services }) =>
    services.includes(service),
  )!;
  const subject = `${look.subject}, built for ${OTHER.uid}:${OTHER.gid}`;
  const other: Look = { ...look, subject, owner: OTHER };
  yield checked(subject);
  const rebuilt = await bench.build(section, tag);
  if ("error" in rebuilt) {
    yield finding({
      subject,
      message: "it does not build with APP_UID and APP_GID of another user",
      evidence: { command: rebuilt.command, output: rebuilt.error },
      cause: rebuilt.line
        ? bench.lines.at(image.dockerfile, rebuilt.line)
        : null,
      advice: "let the step take the ids from the build arguments",
    });
    return;
  }
  yield* unwritable(other, await bare(look.stack, rebuilt.id, paths));
  const mounted = await others.compose.run([
    ...["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh"],
    ...[service, "-c", script(paths)],
  ]);
  const how = `compose run --rm --no-deps --entrypoint touch ${service}`;
  yield* unwritable({ ...other, where: "under fresh volumes", how }, mounted);
}

/** In the image itself, and in one that is built for another user. */
async function* inImage(built: BuiltImage): Observations {
  const { image, targets } = built;
  const paths = declared(image);
  for (const { stack, build } of Object.values(targets)) {
    const { mode } = stack;
    const subject = `${image.name} for ${mode}`;
    const look: Look = {
      ...{ stack, image, mode, subject, where: "in the image" },
      how: `run --rm --entrypoint touch ${image.name}:${mode}`,
      ...{ paths, owner: image.user, service: null },
    };
    yield checked(subject);
    yield* unwritable(look, await bare(stack, build.id, paths));
    yield* builtForAnother(built, look);
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
