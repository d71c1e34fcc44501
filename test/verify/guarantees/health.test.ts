import { expect, test } from "vitest";
import { health } from "../../../src/verify/guarantees/health.ts";
import { user } from "../../../src/verify/guarantees/user.ts";
import { stackWith, told } from "./fakes.ts";

const HostConfig = { RestartPolicy: { Name: "" } };
const healthcheck = { test: ["CMD", "true"] };

async function found(container: object | undefined, more: object = {}) {
  const parts = { compose: { healthcheck }, more };
  const stack = stackWith({ ...parts, ...(container && { container }) });
  const all = await told(health.stack!(stack));
  return all.flatMap((each) =>
    each.kind === "finding" ? [[each.message, each.evidence.output]] : [],
  );
}

test("what the engine refuses to start is told in its words, and in Compose's", async () => {
  const State = { Status: "created", ExitCode: 128, Error: "no such device" };
  const more = { refused: "Error response: no such device", logs: () => "" };
  expect(await found({ State, HostConfig }, more)).toEqual([
    [
      "it does not run: created with 128",
      "no such device\nError response: no such device",
    ],
  ]);
});

test("what was never made is told with why Compose stopped", async () => {
  const more = { refused: "dependency failed to start", logs: () => "" };
  expect(await found(undefined, more)).toEqual([
    ["it does not run: never started", "dependency failed to start"],
  ]);
});

const again = (status: string) => ({
  ...{ HostConfig, RestartCount: 3 },
  State: {
    Status: "running",
    Running: true,
    Health: { Status: status, Log: [] },
  },
});

test.each(["starting", "unhealthy"])(
  "a service that ends again and again is not only %s",
  async (status) => {
    expect(await found(again(status))).toEqual([
      ["it does not stay up: it has ended 3 times in a few seconds", "its log"],
    ]);
  },
);

test("one that was started again and is well holds", async () => {
  expect(await found(again("healthy"))).toEqual([]);
});

test("services that only a profile starts are told, unless somebody asks by name", async () => {
  const written = {
    services: {
      web: {},
      seed: { profiles: ["a"] },
      shell: { profiles: ["b"] },
    },
  };
  const notesOf = async (services: readonly string[]) => {
    const { bench } = stackWith({});
    const more = { written, bench: { ...bench, options: { services } } };
    const all = await told(health.stack!(stackWith({ more })));
    return all.filter((each) => each.kind === "note").map(({ text }) => text);
  };
  const note =
    "production: not started, since a profile starts it: seed shell; to prove it too: dockwright verify seed shell";
  expect(await notesOf([])).toContain(note);
  expect(await notesOf(["web"])).not.toContain(note);
});

test("the groups are asked for, and shown", async () => {
  const scripts: string[] = [];
  const sh = (_: string, script: string) => {
    scripts.push(script);
    const stdout = "ids 1:1\ngroups 1 20\n== all was looked at\n";
    return Promise.resolve({ stdout, stderr: "", code: 0 });
  };
  const all = await told(user.stack!(stackWith({ more: { sh } })));
  expect(scripts[0]).toContain('echo "groups $(id -G)"');
  expect(JSON.stringify(all)).toContain("groups 1 20");
});
