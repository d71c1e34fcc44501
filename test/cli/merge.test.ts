import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";
import { SPEC, textOf, withPort } from "../support/watch.ts";

const COMPOSE = "compose.yaml";

/** A project whose compose.yaml a person has edited, at the end and where the port stands. */
function editedProject() {
  const folder = folderWith({ ...SMALL, [SPEC]: withPort(8001) });
  run(folder);
  const text = textOf(folder, COMPOSE);
  put(folder, { [COMPOSE]: `${text}\nx-mine: true\n` });
  return folder;
}
const change = (folder: string, from: string, to: string) =>
  put(folder, { [COMPOSE]: textOf(folder, COMPOSE).replace(from, to) });

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
    cwd,
    stdio: "pipe",
  }).toString();

const merge = (folder: string, ...more: string[]) =>
  run(folder, ["--merge", ...more]);

describe("generate --merge", () => {
  test("has the edit and the new text, and then nothing to do", () => {
    const folder = editedProject();
    put(folder, { [SPEC]: withPort(8002) });
    const { status, out, err } = merge(folder);
    expect(status).toBe(0);
    expect(out).toMatch(/compose\.yaml +merged with your edit/);
    expect(err).toContain("compose.yaml:");
    const text = textOf(folder, COMPOSE);
    expect(text).toContain("8002");
    expect(text).not.toContain("8001");
    expect(text).toContain("x-mine: true");
    const before = treeOf(folder);
    expect(merge(folder)).toMatchObject({ status: 0 });
    expect(merge(folder, "--check")).toMatchObject({ status: 0 });
    expect(treeOf(folder)).toEqual(before);
    expect(run(folder, ["--check"]).status).toBe(1);
  });

  test("does so again and again", () => {
    const folder = editedProject();
    for (const port of [8002, 8003, 8004]) {
      put(folder, { [SPEC]: withPort(port) });
      // A run without it leaves the edit, and what it was an edit of.
      if (port === 8003) expect(run(folder).status).toBe(1);
      else expect(merge(folder).status).toBe(0);
    }
    expect(textOf(folder, COMPOSE)).toContain("8004");
    expect(textOf(folder, COMPOSE)).toContain("x-mine: true");
  });

  test("serves in a fresh clone, after the edit was committed with all else", () => {
    const folder = editedProject();
    git(folder, "init", "-q");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "all at once");
    const clone = join(folder, "../clone");
    git(folder, "clone", "-q", "--depth", "1", `file://${folder}`, clone);
    put(clone, { [SPEC]: withPort(8002) });
    expect(merge(clone).status).toBe(0);
    expect(textOf(clone, COMPOSE)).toContain("8002");
    expect(textOf(clone, COMPOSE)).toContain("x-mine: true");
    expect(git(clone, "diff", "--", ".dockwright")).toContain("Binary files");
  });

  test("knows what was edited on either of two branches that Git merged", () => {
    const folder = folderWith({ ...SMALL, [SPEC]: withPort(8001) });
    run(folder);
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "one");
    git(folder, "checkout", "-qb", "other");
    put(folder, { [SPEC]: withPort(8002) });
    run(folder);
    put(folder, { [COMPOSE]: `${textOf(folder, COMPOSE)}\nx-mine: true\n` });
    git(folder, "commit", "-qam", "two");
    git(folder, "checkout", "-q", "main");
    put(folder, { [SPEC]: withPort(8003) });
    run(folder);
    git(folder, "commit", "-qam", "three");
    expect(() => git(folder, "merge", "-q", "other")).toThrow("merge");
    expect(git(folder, "diff", "--name-only", "--diff-filter=U")).not.toContain(
      ".dockwright",
    );
    git(folder, "checkout", "-q", "--theirs", COMPOSE);
    put(folder, { [SPEC]: withPort(8004) });
    merge(folder);
    expect(textOf(folder, COMPOSE)).toContain("8004");
    expect(textOf(folder, COMPOSE)).toContain("x-mine: true");
    expect(textOf(folder, COMPOSE)).not.toContain("<<<<<<<");
  });

  test("marks where both changed one place, and ends with 1 until that is decided", () => {
    const folder = editedProject();
    change(folder, "8001", "9999");
    put(folder, { [SPEC]: withPort(8002) });
    const first = merge(folder);
    expect(first.status).toBe(1);
    expect(first.err).toMatch(/compose\.yaml:\d+: it has conflict markers/);
    const text = textOf(folder, COMPOSE);
    expect(text).toMatch(/<<<<<<< edited by hand\n.*9999.*\n=======\n.*8002/);
    expect(text).toContain("x-mine: true");
    for (const args of [[], ["--merge"], ["--check"], ["--merge", "--check"]]) {
      const again = run(folder, args);
      expect(again.status).toBe(1);
      expect(again.err).toMatch(/compose\.yaml:\d+: it has conflict markers/);
      expect(textOf(folder, COMPOSE)).toBe(text);
    }
    const halfDecided = text.replace(/^(?:<{7}|>{7}).*\n/gm, "");
    put(folder, { [COMPOSE]: halfDecided });
    expect(merge(folder)).toMatchObject({ status: 1 });
    expect(textOf(folder, COMPOSE)).toBe(halfDecided);
    const decided = text.replace(/<{7}.*\n(.*\n)={7}\n.*\n>{7}.*\n/, "$1");
    put(folder, { [COMPOSE]: decided });
    expect(merge(folder).status).toBe(0);
    expect(textOf(folder, COMPOSE)).toBe(decided);
    expect(decided).toContain("9999");
  });

  test.each([["--check"], ["--dry-run"]])("%s writes nothing", (flag) => {
    const folder = editedProject();
    put(folder, { [SPEC]: withPort(8002) });
    const before = treeOf(folder);
    const { status, out } = merge(folder, flag);
    expect(out).toContain("merged with your edit");
    expect(status).toBe(flag === "--check" ? 1 : 0);
    change(folder, "8001", "9999");
    const conflicted = merge(folder, flag);
    expect(conflicted.status).toBe(1);
    expect(conflicted.err).toContain("it would have conflict markers");
    before[COMPOSE] = textOf(folder, COMPOSE);
    expect(treeOf(folder)).toEqual(before);
  });

  test("takes the new text where it has the edit by now", () => {
    const folder = editedProject();
    const spec = withPort(8001);
    put(folder, {
      [COMPOSE]: textOf(folder, COMPOSE).replace("\nx-mine: true\n", ""),
    });
    change(folder, "8001", "8002");
    put(folder, { [SPEC]: spec.replace("8001", "8002") });
    expect(merge(folder).status).toBe(0);
    expect(run(folder, ["--check"]).status).toBe(0);
  });

  test("keeps a file whose base is not known, and says so", () => {
    const folder = editedProject();
    rmSync(join(folder, ".dockwright"), { recursive: true });
    put(folder, { [SPEC]: withPort(8002) });
    const before = textOf(folder, COMPOSE);
    const { status, err } = merge(folder);
    expect(status).toBe(1);
    expect(err).toContain("compose.yaml cannot be merged");
    expect(textOf(folder, COMPOSE)).toBe(before);
  });

  test("and --force exclude each other", () => {
    const { status, err } = merge(editedProject(), "--force");
    expect(status).toBe(2);
    expect(err).toContain("exclude each other");
  });
});

describe("a hand edit", () => {
  test("is told the key of the spec that it could stand in", () => {
    const folder = editedProject();
    const { err } = run(folder);
    const line = textOf(folder, COMPOSE).split("\n").indexOf("x-mine: true");
    expect(err).toContain(`compose.yaml:${line + 1}  compose`);
    expect(err).toContain("merge the two with --merge");
  });

  test("needs no folder that nobody asked for under --check", () => {
    const folder = folderWith(SMALL);
    run(folder, ["--check"]);
    expect(existsSync(join(folder, ".dockwright"))).toBe(false);
    expect(run(folder).out).toMatch(/\.dockwright\/base +new/);
    expect(run(folder).out).not.toContain(".dockwright");
  });
});
