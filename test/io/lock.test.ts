import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { withLock } from "../../src/io/lock.ts";
import { WriteError } from "../../src/io/write-files.ts";
import { folderWith } from "../support/folder.ts";

/** A project, and a folder of its own for locks. */
function project() {
  const folder = folderWith({});
  const locks = `${folder}-locks`;
  mkdirSync(locks);
  vi.stubEnv("TMPDIR", locks);
  onTestFinished(() => void vi.unstubAllEnvs());
  const digest = createHash("sha256")
    .update(realpathSync(folder))
    .digest("hex");
  return {
    folder,
    locks,
    lock: join(locks, `dockwright-${digest.slice(0, 16)}.lock`),
  };
}

describe("a lock", () => {
  test("lets one run after the other", async () => {
    const { folder, locks } = project();
    const seen: string[] = [];
    const run = (name: string) =>
      withLock(folder, async () => {
        seen.push(`${name} starts`);
        await setTimeout(5);
        seen.push(`${name} ends`);
      });
    await Promise.all(["a", "b", "c"].map(run));
    const names = seen.map((line) => line.split(" ")[0]);
    expect(names.filter((_, index) => index % 2 === 0)).toEqual(
      names.filter((_, index) => index % 2 === 1),
    );
    expect(readdirSync(locks)).toEqual([]);
  });

  test("is one for a project and its link", async () => {
    const { folder, lock } = project();
    symlinkSync(folder, `${folder}-link`);
    await withLock(`${folder}-link`, async () => {
      expect(existsSync(lock)).toBe(true);
    });
  });

  test("is given back when the run fails", async () => {
    const { folder, locks } = project();
    const run = withLock(folder, () => Promise.reject(new Error("no")));
    await expect(run).rejects.toThrow("no");
    expect(readdirSync(locks)).toEqual([]);
  });

  test("hands on what the run made", async () => {
    const { folder } = project();
    expect(await withLock(folder, () => Promise.resolve(5))).toBe(5);
  });

  test.each([
    ["a run that was killed", "4194303"],
    ["nobody", ""],
    ["something else", "garbage"],
    ["no process", "0"],
    ["no number", "-1"],
  ])("of %s is taken", async (_, content) => {
    const { folder, locks, lock } = project();
    writeFileSync(lock, content);
    expect(await withLock(folder, () => Promise.resolve("done"))).toBe("done");
    expect(readdirSync(locks)).toEqual([]);
  });

  test("that is gone when it is given back is no error", async () => {
    const { folder, locks, lock } = project();
    await withLock(folder, async () => {
      const { rmSync } = await import("node:fs");
      rmSync(lock);
    });
    expect(readdirSync(locks)).toEqual([]);
  });

  test("that cannot be made is told", async () => {
    const { folder } = project();
    vi.stubEnv("TMPDIR", join(folder, "nowhere"));
    const run = withLock(folder, () => Promise.resolve());
    await expect(run).rejects.toThrow(WriteError);
  });
});

test("a lock that cannot be read or taken away is named", async () => {
  const { folder, lock } = project();
  mkdirSync(lock);
  const ran = withLock(folder, async () => {});
  await expect(ran).rejects.toThrow(WriteError);
  await expect(ran).rejects.toThrow(lock);
});
