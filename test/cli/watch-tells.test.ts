import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, WRITTEN } from "../support/folder.ts";
import {
  count,
  has,
  SPEC,
  startWatch,
  textOf,
  until,
  withPort,
} from "../support/watch.ts";

describe("watch keeps", () => {
  test("the last good files while the spec is broken, and tells each error once", async () => {
    const folder = folderWith(SMALL);
    const { said, stop } = await startWatch(folder);
    const before = textOf(folder, "compose.yaml");
    put(folder, { [SPEC]: "name: Small\n" });
    await until("it is told", () => said.err.includes("dockwright.yaml:1:7"));
    put(folder, { "app/other.py": "" });
    rmSync(join(folder, SPEC));
    await until("it is missed", () =>
      said.err.includes("there is no dockwright.yaml"),
    );
    expect(textOf(folder, "compose.yaml")).toBe(before);
    put(folder, { [SPEC]: SMALL[SPEC]! });
    await until("it is right again", () => count(said.out, " files fit ") > 0);
    const { err } = await stop();
    expect(count(err, "dockwright.yaml:1:7")).toBe(1);
    expect(count(err, "there is no")).toBe(1);
  });

  test("a file that was edited by hand, and says so once", async () => {
    const folder = folderWith(SMALL);
    const { said, stop } = await startWatch(folder);
    const mine = `${textOf(folder, "compose.yaml")}# mine\n`;
    put(folder, { "compose.yaml": mine });
    await until("it is told", () => said.err.includes("compose.yaml kept"));
    put(folder, { [SPEC]: withPort(8001) });
    await has(folder, "compose.production.yaml", 8001);
    put(folder, { [SPEC]: withPort(8002) });
    await has(folder, "compose.production.yaml", 8002);
    expect(textOf(folder, "compose.yaml")).toBe(mine);
    expect(count((await stop()).err, "compose.yaml kept")).toBe(1);
  });
});

describe("watch ends", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("at %s, with %i and no word", async (signal, status) => {
    const { stop } = await startWatch(folderWith(SMALL));
    expect(await stop(signal)).toMatchObject({ status, err: "" });
  });

  test("with 2 where there is no spec to begin with", () => {
    const { status, err } = run(folderWith({}), ["watch"]);
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining("there is no dockwright.yaml"),
    });
  });

  test("with 2 when its folder is gone", async () => {
    const folder = folderWith(SMALL);
    const { done } = await startWatch(folder);
    renameSync(folder, `${folder}-moved`);
    const { status, err } = await done;
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining("is gone"),
    });
  });
});

test("watch speaks JSON, a line for each run that has news", async () => {
  const folder = folderWith(SMALL);
  const { said, stop } = await startWatch(folder, ["--json"]);
  put(folder, { [SPEC]: "name: Small\n" });
  await until("the error is told", () => count(said.out, "\n") === 2);
  put(folder, { [SPEC]: withPort(8001) });
  await until("the rest is told", () => count(said.out, "\n") === 3);
  const lines = (await stop()).out.trim().split("\n");
  const [first, second, third] = lines.map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );
  expect([...(first!["written"] as string[])].toSorted()).toEqual(WRITTEN);
  expect(second).toMatchObject({
    because: [SPEC],
    written: [],
    error: "SpecError",
  });
  expect(third).toMatchObject({
    because: [SPEC],
    kept: [],
    written: expect.arrayContaining(["compose.yaml"]),
  });
});
