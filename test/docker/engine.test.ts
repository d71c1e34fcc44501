import { describe, expect, test } from "vitest";
import {
  isAtLeast,
  lacksOf,
  readVersions,
  type Versions,
} from "../../src/docker/engine.ts";
import type { Docker } from "../../src/docker/docker.ts";

describe("a version", () => {
  test.each([
    ["2.24.0", "2.24.0"],
    ["2.24", "2.24.0"],
    ["v2.24.1", "2.24.0"],
    ["2.100.0", "2.24.0"],
    ["3.0.0", "2.24.0"],
    ["v2.40.3-desktop.1", "2.24.0"],
    ["29.0.1+dfsg1", "23.0.0"],
    ["2.24.0.1", "2.24.0"],
  ])("%s is at least %s", (version, least) => {
    expect(isAtLeast(version, least)).toBe(true);
  });

  test.each([
    ["2.23.9", "2.24.0"],
    ["2.3.0", "2.24.0"],
    ["1.99.99", "2.24.0"],
    ["2", "2.24.0"],
    ["2.24", "2.24.1"],
    ["v0.12.1-desktop.9", "0.13.0"],
    ["dev", "0.13.0"],
    ["", "0.13.0"],
  ])("%j is older than %s", (version, least) => {
    expect(isAtLeast(version, least)).toBe(false);
  });
});

describe("what a machine lacks", () => {
  const ENOUGH = { engine: "23.0.0", compose: "2.24.0", buildx: "0.13.0" };
  const lacks = (parts: Partial<Versions>) =>
    [...lacksOf({ ...ENOUGH, ...parts })].map(({ message }) => message);

  test("is nothing where everything is new enough", () => {
    expect(lacks({})).toEqual([]);
  });

  test("is the engine alone where none answers", () => {
    expect([...lacksOf({ engine: null, compose: null, buildx: null })]).toEqual(
      [
        {
          message: "no Docker engine answers",
          advice: "start Docker, or see what `docker info` says",
        },
      ],
    );
  });

  test("is a Compose that is too old", () => {
    expect([...lacksOf({ ...ENOUGH, compose: "2.23.3" })]).toEqual([
      {
        message:
          "Docker Compose is 2.23.3; watch that copies through the engine needs 2.24.0",
        advice: "install Docker Compose 2.24.0 or newer",
      },
    ]);
  });

  test("is a Buildx that is not there", () => {
    expect(lacks({ buildx: null })).toEqual([
      "Docker Buildx is not there; progress that can be read (--progress=rawjson) needs 0.13.0",
    ]);
  });

  test("is each of them", () => {
    const old = { engine: "20.10.7", compose: "2.0.0", buildx: null };
    expect(lacks(old)).toHaveLength(3);
  });
});

describe("what is asked for the versions", () => {
  /** A `docker` that answers as it is told, by its first word; and not at all where it is not. */
  const answering = (answers: Record<string, string>) =>
    ({
      run: ([word = ""]: readonly string[]) => {
        const stdout = answers[word];
        const outcome = { command: word, code: 1, stdout: "1.2.3", stderr: "" };
        return Promise.resolve(
          stdout === undefined ? outcome : { ...outcome, code: 0, stdout },
        );
      },
    }) as unknown as Docker;

  test("tells them as they are, of whatever stands around them", async () => {
    const docker = answering({
      version: "29.1.3\n",
      compose: "v2.40.3-desktop.1\n",
      buildx: "github.com/docker/buildx v0.30.1-desktop.1 abc1.2\n",
    });
    expect(await readVersions(docker)).toEqual({
      ...{ engine: "29.1.3", compose: "2.40.3-desktop.1" },
      buildx: "0.30.1-desktop.1",
    });
  });

  test("is null where the command fails, or says none", async () => {
    expect(await readVersions(answering({ version: "\n" }))).toEqual({
      ...{ engine: null, compose: null, buildx: null },
    });
  });

  test("is null where there is no docker at all", async () => {
    const docker = {
      run: () => Promise.reject(new Error("spawn docker ENOENT")),
    } as unknown as Docker;
    const { engine, compose, buildx } = await readVersions(docker);
    expect([engine, compose, buildx]).toEqual([null, null, null]);
  });
});
