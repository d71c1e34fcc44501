import { chmodSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  ClosedError,
  CommandError,
  Docker,
  tailOf,
} from "../../src/docker/docker.ts";
import { folderWith } from "../support/folder.ts";

/** What the `docker` of these tests does, by its first word. */
const SCRIPT = `#!/bin/sh
case "$1" in
  say) shift; printf '%s\\n' "$@"; echo aside >&2 ;;
  read) cat ;;
  where) pwd ;;
  environment) env | sort ;;
  fail) echo out; echo wrong >&2; exit 3 ;;
  wait) exec sleep 60 ;;
  talk) printf one; echo two >&2; exec sleep 60 ;;
esac
`;

beforeEach(() => {
  const folder = folderWith({ docker: SCRIPT });
  chmodSync(join(folder, "docker"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
});

const variablesOf = (text: string) =>
  Object.fromEntries(
    text.split("\n").map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name, value.join("=")];
    }),
  );

describe("a command", () => {
  test("is told as a person would type it, with what it printed", async () => {
    const outcome = await new Docker().run(["say", "a b", "it's", "x=1,y"]);
    expect(outcome).toEqual({
      command: "docker say 'a b' 'it'\\''s' x=1,y",
      ...{ code: 0, stdout: "a b\nit's\nx=1,y\n", stderr: "aside\n" },
    });
  });

  test("that fails is told just as well", async () => {
    const outcome = await new Docker().run(["fail"]);
    expect(outcome).toMatchObject({
      ...{ code: 3, stdout: "out\n", stderr: "wrong\n" },
    });
  });

  test.each(["one", "two"])(
    "is ended at a word that it says: %s",
    async (word) => {
      const docker = new Docker();
      expect(await docker.says(["talk"], word, 50_000)).toBe(true);
    },
  );

  test("does not say a word when it ends before, or in its time", async () => {
    const docker = new Docker();
    expect(await docker.says(["say", "one"], "two", 50_000)).toBe(false);
    expect(await docker.says(["talk"], "three", 300)).toBe(false);
  });

  test("reads what it is given, and nothing otherwise", async () => {
    const docker = new Docker();
    expect(await docker.output(["read"], { input: "text" })).toBe("text");
    expect(await docker.output(["read"])).toBe("");
  });

  test("runs where it is told", async () => {
    const cwd = folderWith({}, "elsewhere");
    const printed = await new Docker().output(["where"], { cwd });
    expect(printed.trim()).toMatch(/\/elsewhere$/);
  });

  test("is killed when its time is over", async () => {
    const { code } = await new Docker().run(["wait"], { timeout: 50 });
    expect(code).toBeNull();
  });

  test("that cannot be started is an error", async () => {
    vi.stubEnv("PATH", folderWith({}));
    await expect(new Docker().run(["say"])).rejects.toThrow("ENOENT");
  });
});

describe("the environment", () => {
  test("of who starts us does not decide what the files read", async () => {
    const names =
      "APP_UID APP_GID GIT_HASH COMPOSE_FILE COMPOSE_PROJECT_NAME COMPOSE_PROFILES";
    for (const name of names.split(" ")) vi.stubEnv(name, "theirs");
    vi.stubEnv("MY_APP_UID", "kept");
    vi.stubEnv("DOCKER_HOST", "unix:///kept.sock");
    const seen = variablesOf(await new Docker().output(["environment"]));
    expect(Object.values(seen)).not.toContain("theirs");
    expect(seen).toMatchObject({
      MY_APP_UID: "kept",
      DOCKER_HOST: "unix:///kept.sock",
    });
  });

  test("gets what is added, even under those names", async () => {
    vi.stubEnv("APP_UID", "1");
    vi.stubEnv("TOKEN", "theirs");
    const env = { APP_UID: "4711", TOKEN: "ours" };
    const printed = await new Docker().output(["environment"], { env });
    expect(variablesOf(printed)).toMatchObject(env);
  });
});

describe("output", () => {
  test("is what was printed, without what was said aside", async () => {
    expect(await new Docker().output(["say", "x"])).toBe("x\n");
  });

  test("is an error with the end of what was said", async () => {
    const error = await new Docker()
      .output(["fail"])
      .catch((it: unknown) => it);
    expect(error).toBeInstanceOf(CommandError);
    const { message, outcome } = error as CommandError;
    expect(message).toBe("docker fail\nended with 3\nout\n\nwrong");
    expect(outcome.code).toBe(3);
  });

  test("tells a signal", async () => {
    const waiting = new Docker().output(["wait"], { timeout: 50 });
    await expect(waiting).rejects.toThrow(
      "docker wait\nwas ended by a signal\n",
    );
  });
});

describe("closing", () => {
  test("ends what runs", async () => {
    const docker = new Docker();
    const outcomes = ["wait", "wait"].map((word) => docker.run([word]));
    docker.close();
    for (const { code } of await Promise.all(outcomes)) expect(code).toBeNull();
  });

  test("lets nothing start any more", async () => {
    const docker = new Docker();
    docker.close();
    expect(() => docker.start(["say"])).toThrow(ClosedError);
    await expect(docker.run(["say"])).rejects.toThrow(ClosedError);
    await expect(docker.output(["say"])).rejects.toThrow("it was stopped");
  });

  test("leaves alone what has ended", async () => {
    const children: ChildProcess[] = [];
    const docker = new Docker((child) => children.push(child));
    await docker.run(["say"]);
    const kill = vi.spyOn(children[0]!, "kill");
    docker.close();
    expect(kill).not.toHaveBeenCalled();
  });
});

test("each process is told as it starts", async () => {
  const ids: (number | undefined)[] = [];
  const docker = new Docker(({ pid }) => ids.push(pid));
  await docker.run(["say"]);
  await docker.output(["say"]);
  expect(new Set(ids).size).toBe(2);
  expect(ids.every((id) => typeof id === "number")).toBe(true);
});

test.each([
  ["\n a\nb\nc\n\n", 2, "b\nc"],
  ["a", 2, "a"],
  ["", 2, ""],
])("the tail of %j with %i lines is %j", (text, lines, expected) => {
  expect(tailOf(text, lines)).toBe(expected);
});
