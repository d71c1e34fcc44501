import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { Compose } from "../../../src/docker/compose.ts";
import { Docker } from "../../../src/docker/docker.ts";
import { until } from "../../../src/verify/until.ts";
import { start } from "../../support/cli.ts";
import { put } from "../../support/folder.ts";
import type { Files } from "../../support/specs.ts";
import { remove } from "../support/copies.ts";
import { verified } from "../support/verify.ts";
import { UNPREPARED, type Answers } from "./projects.ts";
import { ENDS } from "./python.ts";

/** What a project can fail by itself; the examples are held to all of them. */
const ONLY = "G1,G2,G4,G9";
const PATIENCE = 60_000;
const DOWN = ["down", "--volumes", "--rmi", "local", "--timeout", "1"];

/** Ports that nobody has, in the file that is the user's. */
const override = (port: number) =>
  `services:\n  web:\n    ports: !override ["127.0.0.1:0:${port}"]\n`;

const composeOf = (root: string, ...files: readonly string[]) =>
  new Compose(new Docker(), {
    project: basename(root).toLowerCase(),
    files: ["compose.yaml", ...files],
    directory: root,
  });

/** Does what `init` says is next, and asks. */
async function answersWhenStarted(root: string, { port, paths }: Answers) {
  put(root, { "compose.override.yaml": override(port) });
  const compose = composeOf(root, "compose.override.yaml");
  try {
    const { code, stderr } = await compose.run(["up", "--build", "--wait"]);
    expect(code, stderr).toBe(0);
    const address = (await compose.output("port", "web", `${port}`)).trim();
    for (const [path, text] of Object.entries(paths))
      await until(
        `${path} answers ${text}`,
        async () => {
          const response = await fetch(`http://${address}${path}`);
          return (await response.text()).includes(text);
        },
        PATIENCE,
      );
  } finally {
    await compose.run(DOWN);
  }
}

/** The program itself, from a bare folder to what proves it. */
async function setUp(root: string, files: Files): Promise<void> {
  put(root, files);
  for (const args of [["init", "--yes"], ["generate"]])
    expect(await start(root, args).done).toMatchObject({ status: 0 });
  expect(await verified(root, "--only", ONLY)).toEqual([]);
}

if (inject("engine")) {
  describe("a project that nobody prepared", () => {
    let root = "";
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), "dwe2e-"));
    });
    afterEach(() => remove(root));

    const cases = UNPREPARED.map((each) => [each.name, each] as const);
    test.each(cases)("runs: %s", async (_, { files, answers }) => {
      await setUp(root, files);
      await answersWhenStarted(root, answers);
    });

    test("runs to its end: a program that prints and ends", async () => {
      await setUp(root, ENDS);
      const compose = composeOf(root);
      try {
        const { code, stdout } = await compose.run(["up", "--build"]);
        expect([code, stdout]).toEqual([
          0,
          expect.stringContaining("three papers"),
        ]);
      } finally {
        await compose.run(DOWN);
      }
    });
  });
}
