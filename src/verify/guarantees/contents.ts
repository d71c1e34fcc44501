import { contentsOf, inspectImage, type Contents } from "../../docker/image.ts";
import { isWithin } from "../../model/paths.ts";
import type { Mode } from "../../model/project.ts";
import {
  checked,
  finding,
  note,
  type BuiltImage,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import { madeBy } from "../made-by.ts";
import { RULES, type Production } from "../production-rules.ts";
import type { Place } from "../source-lines.ts";

/** Files of variables, but those that show which there are; Git's; keys. */
const PRIVATE =
  /\/(?:\.env(?:\.(?!(?:example|sample|template|dist|defaults?)$)[^/]*)?|\.git|[^/]+\.key)$/;
/** What may be a key, or a certificate that everybody may see. */
const ENCODED = /\.pem$/;
const SHOWN = 12;

/** The instruction that brought a path into an image, by the name or a folder of it. */
function causeOf(built: BuiltImage, path: string, mode: Mode): Place | null {
  const { image } = built;
  const { lines } = built.targets[mode].stack.bench;
  return (
    madeBy(lines, image, mode, path) ??
    lines.inDockerfile(
      image,
      mode,
      ({ keyword, text }) => keyword === "COPY" && /\s\.\s/.test(text),
    ) ??
    lines.inDockerfile(image, mode, ({ keyword }) => keyword === "RUN") ??
    lines.inSpec("images", image.name)
  );
}

const listed = (paths: readonly string[]) =>
  [
    ...paths.slice(0, SHOWN),
    ...(paths.length > SHOWN ? [`and ${paths.length - SHOWN} more`] : []),
  ].join("\n");

/** The base image as BuildKit sees it, which need not be in the engine's own store. */
async function baseOf(built: BuiltImage): Promise<Contents> {
  const { stack, planned } = built.targets.production;
  const { bench } = stack;
  const { docker, label, id } = bench;
  const context = bench.path("base");
  const outcome = await bench.build(
    {
      ...planned.section,
      context,
      secrets: [],
      target: null,
      args: {},
      contexts: {},
      inline: null,
      dockerfile: bench.write(
        `base/${built.image.name}.Dockerfile`,
        `FROM ${built.image.base}\n`,
      ),
    },
    `${id}/base:${built.image.name}`,
  );
  if ("error" in outcome) throw new Error(outcome.error);
  return contentsOf(docker, outcome.id, label);
}

async function productionOf(
  built: BuiltImage,
  contents: Contents,
): Promise<Production> {
  const { image, targets } = built;
  const {
    stack,
    build: { id },
  } = targets.production;
  const { docker, label } = stack.bench;
  const base = await baseOf(built);
  const entries = [...contents.entries.values()];
  const MARK = "== next package";
  return {
    ...{ image, copy: stack.copy, base, entries },
    added: entries.filter(({ path }) => !base.entries.has(path)),
    read: async (paths) => {
      const script = `while read -r path; do echo '${MARK}'; cat "$path"; done <<'EOF'\n${paths.join("\n")}\nEOF`;
      const text = await inspectImage(docker, id, label, script);
      return text.split(MARK).slice(1);
    },
  };
}

/** The files among some of an image that hold a private key: https://datatracker.ietf.org/doc/html/rfc7468#section-10 */
async function keysAmong(
  { stack, build }: BuiltImage["targets"][Mode],
  paths: readonly string[],
): Promise<string[]> {
  if (paths.length === 0) return [];
  const { docker, label } = stack.bench;
  const script = `while read -r path; do grep -qF 'PRIVATE KEY-----' "$path" && echo "$path"; done <<'EOF'\n${paths.join("\n")}\nEOF\ntrue`;
  const text = await inspectImage(docker, build.id, label, script);
  return text.split("\n").filter(Boolean);
}

/** What is private on the host stays there, in either target. */
async function* findPrivate(
  built: BuiltImage,
  mode: Mode,
  { entries, holding }: Contents,
): Observations {
  const { image, targets } = built;
  const own = [...entries.keys()].filter(
    (path) =>
      isWithin(path, image.workdir) &&
      !/\/(?:node_modules|site-packages)\//.test(path),
  );
  const encoded = own.filter((path) => ENCODED.test(path));
  const keys = await keysAmong(targets[mode], encoded);
  const named = own.filter((path) => PRIVATE.test(path));
  const paths = [...new Set([...named, ...keys, ...holding])];
  if (paths.length === 0) return;
  yield finding({
    subject: `${image.name} for ${mode}`,
    message: "what must stay on the host is in it",
    evidence: {
      command: `find ${image.workdir} -name '.env*' -o -name .git -o -name '*.key' -o -name '*.pem'; grep -rlF "$SECRETS" /`,
      output: listed(paths),
    },
    cause: causeOf(built, paths[0]!, mode),
    advice:
      "copy files by name, and keep `**/.env`, `**/.git` and keys in the ignore file; the image's history has them from now on: change the secret",
  });
}

async function* holdsNoMore(built: BuiltImage): Observations {
  const { image, targets } = built;
  for (const mode of ["development", "production"] as const) {
    const {
      stack,
      build: { id },
    } = targets[mode];
    const { docker, label } = stack.bench;
    const words = stack.bench.wordsOf(stack.copy);
    const subject = `${image.name} for ${mode}`;
    yield checked(subject);
    const contents = await contentsOf(docker, id, label, words);
    yield* findPrivate(built, mode, contents);
    if (mode === "development") continue;
    const production = await productionOf(built, contents);
    for (const { message, advice, isAllowed = false, find } of RULES) {
      const found = await find(production);
      if (found.length === 0) continue;
      if (isAllowed) {
        const { length, 0: first } = found;
        yield note(
          `${subject}: ${message} (${length}, such as ${first!.path}): ${advice}`,
        );
        continue;
      }
      yield finding({
        subject,
        message,
        advice,
        evidence: {
          command: `docker run --rm --entrypoint find ${image.name}:production /`,
          output: listed(found.map(({ path }) => path)),
        },
        cause: causeOf(built, found[0]!.path, mode),
      });
    }
  }
}

export const contents: Guarantee = {
  id: "G7",
  title: "production holds the project and no more",
  proves:
    "No compiler, package manager, cache, development dependency, test, secret or loose permission is in production.",
  image: holdsNoMore,
};
