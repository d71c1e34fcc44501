import { tailOf } from "../../docker/docker.ts";
import { Watch } from "../../docker/watch.ts";
import { CARRY, Changes, type Change } from "../changes.ts";
import {
  checked,
  finding,
  note,
  type Guarantee,
  type Observations,
} from "../guarantee.ts";
import type { Stack } from "../stack.ts";
import { until } from "../until.ts";
import type { Watched } from "../watched.ts";

/** Milliseconds for a process to load its code. */
const LOAD = 20_000;

/** The services that a change does not reach in time, and the seconds that it took. */
async function waitFor({ name, services, milliseconds, hasCome }: Change) {
  const start = Date.now();
  const arrived = await Promise.all(
    services.map((watched) =>
      until(name, () => hasCome(watched), milliseconds).then(
        () => true,
        () => false,
      ),
    ),
  );
  const missing = services.filter((_, index) => !arrived[index]);
  return { missing, seconds: (Date.now() - start) / 1000 };
}

/** What a change is tried at. */
const subjectOf = ({ name, beside }: Watched, what: string) =>
  [name, what, ...(beside === undefined ? [] : [beside])].join(", ");

/** Makes changes at once, and waits for each of them everywhere. */
async function* proveChanges(watch: Watch, all: Change[]): Observations {
  const changes = all.filter(({ services }) => services.length > 0);
  for (const { make } of changes) make();
  const waited = await Promise.all(changes.map(waitFor));
  for (const [index, change] of changes.entries()) {
    const { name, services, milliseconds, message, advice } = change;
    const { missing, seconds } = waited[index]!;
    for (const watched of services) yield checked(subjectOf(watched, name));
    for (const watched of missing)
      yield finding({
        subject: subjectOf(watched, name),
        message: `${message} within ${milliseconds / 1000} s`,
        evidence: {
          command: "docker compose watch",
          output: tailOf(watch.said, 20),
        },
        cause: change.causeOf(watched),
        advice,
      });
    if (missing.length === 0) yield note(`${name}: ${seconds.toFixed(1)} s`);
  }
}

/** What must not come along. */
async function* keepsOut(changes: Changes, watch: Watch): Observations {
  for (const each of changes.inFolders) yield checked(subjectOf(each, ".env"));
  for (const watched of await changes.carryingEnv())
    yield finding({
      subject: subjectOf(watched, ".env"),
      message: "watch carries .env into the container",
      evidence: {
        command: "docker compose watch",
        output: tailOf(watch.said, 10),
      },
      cause: changes.ruleOf(watched),
      advice: 'let the rule leave it out: ignore: ["**/.env"]',
    });
}

/** Where a project is installed as a copy of its source. */
const COPIES =
  /--no-editable|pip install (?!.*(?:-e|--editable))[^&]*\s\.(?:\s|$)/;

/** Whether a service would run the changed code, were its image built anew. */
async function runsAfterBuild(changes: Changes, watched: Watched) {
  const up = ["up", "-d", "--build", "--force-recreate", "--no-deps"];
  const { compose, bench } = changes.stack;
  await compose.run([...up, watched.name], bench.options.timeout);
  const runs = () => changes.runs(watched);
  return until("the new code", runs, LOAD).then(
    () => true,
    () => false,
  );
}

/** What is carried is also what runs. */
async function* provesRunning(changes: Changes, start: number): Observations {
  const { stack, all } = changes;
  const { lines, options } = stack.bench;
  const running = await Promise.all(
    all.map((watched) => {
      const wait = watched.rule === null ? options.timeout : LOAD;
      return until("the new code", () => changes.runs(watched), wait).then(
        () => true,
        () => false,
      );
    }),
  );
  if (running.some(Boolean))
    yield note(
      `changed code runs: ${((Date.now() - start) / 1000).toFixed(1)} s`,
    );
  for (const [index, watched] of all.entries()) {
    const subject = `${watched.name}, changed code`;
    yield checked(subject);
    if (running[index]) continue;
    if (!(await runsAfterBuild(changes, watched))) {
      yield note(`${watched.name} loads no code at its start that was changed`);
      continue;
    }
    yield finding({
      subject,
      message:
        "the changed file is in the container, and what runs is the code from before",
      evidence: {
        command: `docker compose logs ${watched.name}`,
        output: tailOf(await stack.logs(watched.name, 10), 10),
      },
      cause:
        lines.inDockerfile(watched.image, "development", ({ text }) =>
          COPIES.test(text),
        ) ?? lines.inCompose("development", watched.name, "develop"),
      advice:
        "install the project editable in development, and let the rule be sync+restart where the process does not reload by itself",
    });
  }
}

/** Looks for changes while something is proved. */
async function* watching(
  stack: Stack,
  services: readonly string[],
  prove: (watch: Watch) => Observations,
): Observations {
  const watch = new Watch(stack.compose, stack.bench.folder("watch"), services);
  try {
    await until(
      "docker compose watch looks for changes",
      async () => {
        if (watch.hasEnded) throw new Error(tailOf(watch.said, 5));
        return watch.isEnabled;
      },
      CARRY,
    );
    yield* prove(watch);
  } finally {
    await watch.stop();
  }
}

/** What comes, changes and runs, at every service. */
async function* carries(changes: Changes, watch: Watch): Observations {
  const start = Date.now();
  yield* proveChanges(watch, [changes.created(), changes.changed()]);
  yield* keepsOut(changes, watch);
  yield* provesRunning(changes, start);
}

/** What goes, and what builds anew, at one service of those to which watch can do the same. */
async function* removes(changes: Changes, watch: Watch): Observations {
  // Apart from what comes: where a deletion fails, watch leaves out all that came with it.
  yield* proveChanges(watch, [changes.renamed(), changes.deleted()]);
  yield* proveChanges(watch, [await changes.lockfile()]);
  for (const [first, ...others] of changes.groups) {
    const names = others.map(({ name }) => name).join(", ");
    if (names !== "")
      yield note(
        `renamed, deleted, lockfile: tried at ${first!.name}; of its image, with its rules: ${names}`,
      );
  }
}

async function* carriesAll(stack: Stack): Observations {
  const changes = new Changes(stack);
  for (const { name, image } of stack.services)
    if (image && !changes.all.some((watched) => watched.name === name))
      yield note(
        stack.done.has(name)
          ? `${name} has done its work: there is no process to carry a change to`
          : `${name}: no watch rule carries its code, and an edit needs a build; in the spec, watch: [{ action: sync+restart, path: …, target: … }]`,
      );
  if (changes.all.length === 0) return;
  yield* watching(stack, [], (watch) => carries(changes, watch));
  const tried = changes.tried.map(({ name }) => name);
  yield* watching(stack, tried, (watch) => removes(changes, watch));
}

export const watch: Guarantee = {
  id: "G6",
  title: "watch carries every change",
  proves:
    "A created, renamed, changed and deleted file each reach the container as the user's, the new code runs, and a changed lockfile rebuilds.",
  modes: ["development"],
  watch: carriesAll,
};
