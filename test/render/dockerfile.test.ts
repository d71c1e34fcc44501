import { describe, expect, test } from "vitest";
import type { Compiled } from "../../src/compile.ts";
import { stagesOf } from "../support/dockerfile.ts";
import { compiledExample, exampleNames } from "../support/examples.ts";
import { compiled, everyKey } from "../support/specs.ts";

const { source, files } = everyKey();

/** The every-key spec and every example, with the Dockerfiles that they become. */
const CASES: [string, Compiled][] = [
  ["every-key", compiled(source, files)],
  ...(await Promise.all(
    exampleNames().map(async (name): Promise<[string, Compiled]> => [
      name,
      await compiledExample(name),
    ]),
  )),
];

const DOCKERFILES = CASES.flatMap(([name, { project, files: rendered }]) =>
  project.images.map((image) => {
    const { text } = rendered.find(({ path }) => path === image.dockerfile)!;
    const stages = stagesOf(text);
    const stage = (wanted: string) =>
      stages.find((each) => each.name === wanted)!;
    return { title: `${name}/${image.dockerfile}`, image, text, stages, stage };
  }),
);

/** The paths that a step makes and gives to the user. */
const owned = (text: string) =>
  [
    ...text.matchAll(
      /^(?:RUN )?install -d -o "\$APP_UID" -g "\$APP_GID"((?:\\\n|.)*)$/gm,
    ),
  ]
    .flatMap(([, rest]) => rest!.replace(/\\\n/g, " ").split(/\s+/))
    .filter((word) => word.startsWith("/"));

describe.each(DOCKERFILES)("$title", ({ image, text, stages, stage }) => {
  test("has production for its last stage, on the base that development has", () => {
    const names = stages.map(({ name }) => name);
    expect(names[0]).toBe("base");
    expect(names.at(-1)).toBe("production");
    expect(names).toContain("builder");
    expect(text).toMatch(/^FROM base AS development$/m);
    expect(text).toMatch(/^FROM base AS production$/m);
  });

  test("says user, directories and environment once", () => {
    expect(text.match(/useradd|adduser /g)).toHaveLength(1);
    expect(text.match(/^ARG APP_UID=\d+$/gm)).toHaveLength(1);
    for (const { path } of image.directories) {
      expect(owned(text).filter((each) => each === path)).toHaveLength(1);
    }
  });

  test("makes each directory before USER, in the stage that all have", () => {
    const { steps } = stage("base");
    expect(steps.some(({ keyword }) => keyword === "USER")).toBe(false);
    const made = owned(steps.map((step) => step.text).join("\n"));
    expect(made).toEqual(
      expect.arrayContaining(image.directories.map(({ path }) => path)),
    );
    expect(made).toContain(image.user.home);
  });

  test("makes each watch target before USER, in development", () => {
    const { steps } = stage("development");
    const user = steps.findIndex(({ keyword }) => keyword === "USER");
    const made = owned(
      steps
        .slice(0, user)
        .map((step) => step.text)
        .join("\n"),
    );
    const folders = [...image.toolchain.source, ...image.toolchain.tests]
      .filter(({ isFolder }) => isFolder)
      .map(({ path }) => `${image.workdir}/${path}`);
    const targets = image.watch.flatMap(({ target }) => target ?? []);
    expect(made).toEqual(expect.arrayContaining([...folders, ...targets]));
    expect(made).toContain(image.workdir);
  });

  test("runs as numbers, and gives files to numbers", () => {
    for (const name of ["development", "production"]) {
      const users = stage(name).steps.filter(
        ({ keyword }) => keyword === "USER",
      );
      expect(users.map((step) => step.text)).toEqual([
        "USER ${APP_UID}:${APP_GID}",
      ]);
    }
    const chowns = text.match(/--chown=\S+/g) ?? [];
    expect(new Set(chowns)).toEqual(new Set(["--chown=${APP_UID}:${APP_GID}"]));
    expect(text).not.toMatch(/chown -R/);
  });

  test("gives what is copied behind USER to the user, in development", () => {
    const { steps } = stage("development");
    const user = steps.findIndex(({ keyword }) => keyword === "USER");
    const copies = steps
      .slice(user)
      .filter(({ keyword }) => keyword === "COPY");
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(copy.text).toContain("--chown=");
  });

  test("has one empty line at a time, behind a person's own commands too", () => {
    expect(text).not.toMatch(/\n\n\n/);
  });

  test("leaves nothing to a shell's braces", () => {
    const runs = stages
      .flatMap(({ steps }) => steps)
      .filter(({ keyword }) => keyword === "RUN");
    for (const run of runs) {
      expect(run.text.replace(/\$\{[^}]*\}/g, "")).not.toMatch(
        /\S\{[^}\s]*,[^}\s]*\}/,
      );
    }
  });

  test("keeps dependencies and project in layers of their own, in production", () => {
    const copies = stage("production").steps.filter(
      ({ keyword }) => keyword === "COPY",
    );
    expect(copies[0]!.text).toMatch(/^COPY --link --from=dependencies /);
    for (const copy of copies) expect(copy.text).toContain("--link");
    const { steps } = stage("dependencies");
    expect(
      steps.some(
        (step) => step.keyword === "COPY" && !step.text.includes("--from="),
      ),
    ).toBe(false);
  });

  // npm makes none where package.json names no dependency.
  test("makes the node_modules that it copies", () => {
    const copied = /^COPY .*--from=dependencies \S+\/node_modules /m;
    const { steps } = stage("dependencies");
    expect(
      steps.some((step) => step.text.includes("mkdir -p node_modules")),
    ).toBe(copied.test(text));
  });

  test("has a cache for each step that installs, and no other's files in it", () => {
    const installs = stages
      .flatMap(({ steps }) => steps)
      .filter(({ text: step }) =>
        /\b(?:uv sync|uv pip|pip install|npm ci|npm install|pnpm install|apt-get install)\b/.test(
          step,
        ),
      );
    expect(installs.length).toBeGreaterThan(0);
    for (const step of installs)
      expect(step.text).toContain("--mount=type=cache");
    for (const step of installs.filter(({ text: own }) =>
      own.includes(image.user.home),
    ))
      expect(step.text).toContain("uid=${APP_UID},gid=${APP_GID}");
  });

  test("ends with a command in its exec form", () => {
    const shell = text.match(/^(?:CMD|ENTRYPOINT) [^[].*$/gm);
    expect(shell).toBeNull();
  });

  test("has an empty line behind each here-document", () => {
    for (const [mark] of text.matchAll(/^EOF\d*\n(?!\n)./gm)) {
      expect.unreachable(`${mark.trim()} is followed by a line`);
    }
  });
});
