import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { watch, type WatchRun } from "../../src/watch.ts";
import { folderWith, put, SMALL } from "../support/folder.ts";
import { has, SPEC, until, withPort } from "../support/watch.ts";

/** Watches in this process, so that runs without news can be counted too. */
function watching(folder: string) {
  const abort = new AbortController();
  const runs: WatchRun[] = [];
  const ended = watch({
    root: folder,
    signal: abort.signal,
    onRun: (run) => runs.push(run),
  });
  onTestFinished(async () => {
    abort.abort();
    await ended;
  });
  return { abort, runs, ended };
}

test("what it writes starts no other run, nor does what it does not read", async () => {
  const folder = folderWith({ ...SMALL, "docs/text.md": "" });
  const { runs } = watching(folder);
  await until("it has written", () => runs.length === 1);
  for (const port of [8001, 8002]) {
    put(folder, { [SPEC]: withPort(port) });
    await has(folder, "compose.yaml", port);
    // Long enough for an event of its own writing to be answered.
    await setTimeout(300);
    put(folder, { "docs/text.md": String(port), "app/main.py": "print()" });
    await setTimeout(100);
  }
  expect(runs.map(({ because }) => because)).toEqual([[], [SPEC], [SPEC]]);
});

test("an edit of a file that was written in this moment is seen", async () => {
  const folder = folderWith(SMALL);
  const { runs } = watching(folder);
  await until("it has written", () => runs.length === 1);
  const path = join(folder, "compose.yaml");
  const text = readFileSync(path, "utf8");
  put(folder, { "compose.yaml": `${text}# mine\n` });
  await until("it is seen", () => runs.length === 2);
  expect(runs[1]).toMatchObject({ because: ["compose.yaml"], error: null });
});

test("it ends when it is told to, and stops watching", async () => {
  const folder = folderWith(SMALL);
  const { abort, runs, ended } = watching(folder);
  await until("it has written", () => runs.length === 1);
  abort.abort();
  await ended;
  put(folder, { [SPEC]: withPort(8001) });
  await setTimeout(100);
  expect(runs).toHaveLength(1);
});

test("it waits while Git moves files", async () => {
  const folder = folderWith({ ...SMALL, ".git/HEAD": "" });
  const { runs } = watching(folder);
  await until("it has written", () => runs.length === 1);
  put(folder, { ".git/index.lock": "" });
  put(folder, { [SPEC]: withPort(8001) });
  await setTimeout(300);
  expect(runs).toHaveLength(1);
  rmSync(join(folder, ".git/index.lock"));
  await has(folder, "compose.yaml", 8001);
});

test("the lock, where temporary files lie in a watched folder, starts no other run", async () => {
  const folder = folderWith(SMALL);
  mkdirSync(join(folder, "tmp"));
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { runs } = watching(folder);
  await until("it has written", () => runs.length > 0);
  await setTimeout(500);
  expect(runs.map(({ because }) => because)).toEqual([[]]);
});
