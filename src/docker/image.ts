import type { Readable } from "node:stream";
import { extract, type Header } from "tar-stream";
import { CommandError, type Docker } from "./docker.ts";

/** One path in an image. */
export interface Entry {
  /** Absolute. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "other";
  /** Permission bits, with set-user-id, set-group-id and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of a file's content. */
  readonly size: number;
}

export interface Contents {
  readonly entries: ReadonlyMap<string, Entry>;
  /** The paths of files that hold one of the words which were looked for. */
  readonly holding: readonly string[];
}

/** https://man7.org/linux/man-pages/man7/inode.7.html */
const TYPES: Readonly<Record<number, Entry["type"]>> = {
  0o04: "directory",
  0o10: "file",
  0o12: "symlink",
};

function entryOf(line: string): Entry {
  const [raw = "", uid, gid, size, ...path] = line.split(" ");
  const mode = Number.parseInt(raw, 16);
  return {
    path: path.join(" "),
    type: TYPES[mode >> 12] ?? "other",
    mode: mode & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
  };
}

const MARK = "== files that hold a word";

// GNU's and busybox's tools both have these.
const LIST = "find / -xdev -exec stat -c '%f %u %g %s %n' {} +";
// A pattern for each line: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/grep.html
const SEARCH = `grep -rlF "$WORDS" / --exclude-dir=proc --exclude-dir=sys --exclude-dir=dev || true`;

/** Ends before it has looked, where there is nothing to look with. */
const NEEDS =
  "for each in find stat grep; do command -v $each >/dev/null || { echo the image has no $each >&2; exit 3; }; done";

/**
 * What a shell script prints in a container of an image, as root and without a network.
 *
 * @param environment May hold what is private: it stands in no command line.
 */
export function inspectImage(
  docker: Docker,
  image: string,
  label: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const names = Object.keys(environment).flatMap((name) => ["--env", name]);
  const sandbox = ["--rm", "--user", "0", "--network", "none"];
  const args = [
    ...["run", "--label", label, ...sandbox, ...names],
    ...["--entrypoint", "sh", image, "-c", script],
  ];
  return docker.output(args, { env: environment });
}

/**
 * Every path in an image.
 *
 * @param label What the container is found by that looks.
 * @param words What files are looked through for.
 * @throws CommandError when the image has no shell, find, stat or grep.
 */
export async function contentsOf(
  docker: Docker,
  image: string,
  label: string,
  words: readonly string[] = [],
): Promise<Contents> {
  // The container's own environment holds the words, so that /proc is left out.
  const search = words.length === 0 ? "" : SEARCH;
  const script = `${NEEDS}; ${LIST}; echo '${MARK}'; ${search}`;
  const environment = { WORDS: words.join("\n") };
  const text = await inspectImage(docker, image, label, script, environment);
  const [listed = "", found = ""] = text.split(`${MARK}\n`);
  const entries = listed.trimEnd().split("\n").map(entryOf);
  return {
    entries: new Map(entries.map((entry) => [entry.path, entry])),
    holding: found.split("\n").filter(Boolean),
  };
}

/** Hears of each file of an archive. */
type Visit = (header: Header, body: Readable) => Promise<void> | void;

/** Runs through the archive that a command prints. */
async function readArchive(
  docker: Docker,
  args: readonly string[],
  visit: Visit,
): Promise<void> {
  const child = docker.start(args);
  const said: Buffer[] = [];
  child.stderr!.on("data", (chunk: Buffer) => said.push(chunk));
  const closed = new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  const archive = extract();
  child.stdout!.pipe(archive);
  child.once("error", (error) => archive.destroy(error));
  for await (const entry of archive) {
    await visit(entry.header, entry as unknown as Readable);
    entry.resume();
  }
  const code = await closed;
  if (code === 0) return;
  const command = `docker ${args.join(" ")}`;
  const stderr = Buffer.concat(said).toString();
  throw new CommandError({ command, code, stdout: "", stderr });
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function layersOf(docker: Docker, image: string): Promise<string[]> {
  const format = ["--format", "{{json .RootFS.Layers}}"];
  return JSON.parse(
    await docker.output(["image", "inspect", ...format, image]),
  ) as string[];
}

/** Instructions that make a layer, even where it holds nothing. */
const LAYERED = /^(?:RUN|COPY|ADD|WORKDIR) /;

/** The bytes in each of an image's layers by its history, or null where that leaves open which is which. */
async function sizesByHistory(
  docker: Docker,
  image: string,
  layers: readonly string[],
): Promise<number[] | null> {
  const format = ["--no-trunc", "--human=false", "--format", "{{json .}}"];
  const text = await docker.output(["history", ...format, image]);
  const steps = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { CreatedBy: string; Size: string })
    .filter(({ CreatedBy, Size }) => Size !== "0" || LAYERED.test(CreatedBy));
  const sizes = steps.toReversed().map(({ Size }) => Number(Size));
  return sizes.length === layers.length ? sizes : null;
}

/** The bytes of each of an image's layers, as they are archived. */
async function sizesByArchive(docker: Docker, image: string) {
  const sizes = new Map<string, number>();
  let manifest: readonly { readonly Layers: readonly string[] }[] = [];
  await readArchive(docker, ["save", image], async (header, body) => {
    sizes.set(header.name, header.size ?? 0);
    if (header.name === "manifest.json")
      manifest = JSON.parse(await textOf(body)) as typeof manifest;
  });
  return (manifest[0]?.Layers ?? []).map((layer) => sizes.get(layer) ?? 0);
}

/** The bytes in the layers that one image has and another has not. */
export async function bytesAdded(
  docker: Docker,
  before: string,
  after: string,
): Promise<number> {
  const known = new Set(await layersOf(docker, before));
  const layers = await layersOf(docker, after);
  // An archive of the whole image takes seconds, and is asked for only where there is no other way.
  const sizes =
    (await sizesByHistory(docker, after, layers)) ??
    (await sizesByArchive(docker, after));
  return layers
    .map((layer, index) => (known.has(layer) ? 0 : sizes[index]!))
    .reduce((sum, size) => sum + size, 0);
}

const SET_ID = 0o6000;

export const isSetId = ({ type, mode }: Entry): boolean =>
  type === "file" && (mode & SET_ID) !== 0;

/** Whether a user may change a path, by the classic permission bits. */
export function isWritable(
  { type, mode, uid, gid }: Entry,
  user: { readonly uid: number; readonly gid: number },
): boolean {
  if (type === "symlink") return false;
  if (uid === user.uid) return (mode & 0o200) !== 0;
  return (mode & (gid === user.gid ? 0o020 : 0o002)) !== 0;
}
