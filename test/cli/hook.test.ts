import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../support/cli.ts";
import { folderWith, put, SMALL, treeOf } from "../support/folder.ts";
import { commit, git, link, repositoryIn } from "../support/repository.ts";
import { SPEC, textOf, withPort } from "../support/watch.ts";

/** A committed project in a folder of a repository, without the hook. */
function committed(inside = ""): { top: string; folder: string } {
  const top = folderWith({});
  const folder = join(top, inside);
  put(folder, { ...SMALL, "package.json": "{}\n" });
  repositoryIn(top);
  expect(run(folder).status).toBe(0);
  expect(commit(top).status).toBe(0);
  return { top, folder };
}

function putUp(folder: string): string {
  const { status, out, err } = run(folder, ["init", "--hook"]);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  return out;
}

/** Holds that drift is refused, and that a commit is made once the files are written again. */
function expectGuarded(top: string, folder = top, port = 4242): void {
  put(folder, { [SPEC]: withPort(port) });
  const refused = commit(top);
  expect(refused.status).toBe(1);
  expect(refused.out + refused.err).toContain("run `dockwright generate`");
  expect(run(folder).status).toBe(0);
  const made = commit(top);
  expect(made, made.err).toMatchObject({ status: 0 });
  expect(git(top, "show", "HEAD")).toContain(String(port));
}

describe("the pre-commit hook refuses drift", () => {
  test.each(["", "apps/my api"])("of a project in the folder %j", (inside) => {
    const { top, folder } = committed(inside);
    putUp(folder);
    expectGuarded(top, folder);
  });

  test("in every work tree, from whichever it was put up", () => {
    const { top } = committed();
    const other = join(top, "../other");
    git(top, "worktree", "add", "--quiet", "-b", "other", other);
    link(other);
    putUp(other);
    expectGuarded(other, other, 4242);
    expectGuarded(top, top, 4343);
  });

  test("in the folder that the repository keeps its hooks in", () => {
    const { top } = committed();
    git(top, "config", "core.hooksPath", ".githooks");
    expect(putUp(top)).toContain("commit it");
    expectGuarded(top);
    expect(git(top, "ls-files", "--stage", ".githooks")).toMatch(/^100755 /);
  });

  test("where the repository has no folder of hooks yet", () => {
    const { top } = committed();
    git(top, "config", "core.hooksPath", ".git/none/yet");
    putUp(top);
    expectGuarded(top);
  });

  test("in husky's, which calls it by a stub of its own", () => {
    const { top } = committed();
    put(top, {
      ".husky/_/pre-commit": '#!/bin/sh\nsh -e .husky/pre-commit "$@"\n',
    });
    chmodSync(join(top, ".husky/_/pre-commit"), 0o755);
    git(top, "config", "core.hooksPath", ".husky/_");
    putUp(top);
    expectGuarded(top);
    expect(git(top, "ls-files", ".husky")).toContain(".husky/pre-commit");
  });

  test("and lets a branch pass that has no spec", () => {
    const { top } = committed();
    putUp(top);
    git(top, "rm", "--quiet", SPEC);
    const made = commit(top);
    expect(made, made.err).toMatchObject({ status: 0 });
  });
});

describe("what a person has", () => {
  test("stays as it is, and the line that is told does the same", () => {
    const { top } = committed();
    const own = "#!/bin/sh\n# mine\n";
    const hook = ".git/hooks/pre-commit";
    put(top, { [hook]: own });
    chmodSync(join(top, hook), 0o755);
    const line = /^test ! -f .*$/m.exec(putUp(top))?.[0];
    expect(textOf(top, hook)).toBe(own);
    put(top, { [hook]: `${own}${line}\ntrue\n` });
    expectGuarded(top);
    expect(putUp(top)).toContain("has the check already");
  });

  test.each([
    ["lefthook.yml", "", "  commands:"],
    [".pre-commit-config.yaml", "repos:\n", "  - repo: local"],
  ])("in %s is left to it", (name, text, line) => {
    const { top } = committed();
    put(top, { [name]: text });
    const hooks = treeOf(join(top, ".git/hooks"));
    const out = putUp(top);
    expect(out).toContain(`the hooks are ${name}'s: add this to it`);
    expect(out).toContain(`\n${line}\n`);
    expect(textOf(top, name)).toBe(text);
    expect(treeOf(join(top, ".git/hooks"))).toEqual(hooks);
  });

  test("for all repositories is not written into", () => {
    const { top } = committed();
    const shared = join(top, "../hooks");
    mkdirSync(shared);
    git(top, "config", "core.hooksPath", shared);
    expect(putUp(top)).toContain(`add this line to ${shared}/pre-commit`);
    expect(treeOf(shared)).toEqual({});
  });
});
