import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { authorship } from "../../src/diff/digest.ts";
import { generate } from "../../src/generate.ts";
import {
  BESIDE,
  folderWith,
  put,
  SMALL,
  treeOf,
  WRITTEN,
} from "../support/folder.ts";

const WITH_DATABASE = {
  ...SMALL,
  "dockwright.yaml": `${SMALL["dockwright.yaml"]}  db: { backing: postgres }\n`,
};
const write = (root: string, force = false) =>
  generate({ root, write: true, force });
const look = (root: string) => generate({ root, write: false });

describe("generate", () => {
  test("writes what the spec says, and a second time nothing", async () => {
    const folder = folderWith(SMALL);
    const { written } = await write(folder);
    expect(written.toSorted()).toEqual(WRITTEN);
    const before = treeOf(folder);
    expect(Object.keys(before)).toEqual(
      [...WRITTEN, ...BESIDE, ...Object.keys(SMALL)].toSorted(),
    );
    expect((await write(folder)).written).toEqual([]);
    expect(treeOf(folder)).toEqual(before);
  });

  test("writes nothing when it is only to look", async () => {
    const folder = folderWith(WITH_DATABASE);
    const { changes, secrets } = await look(folder);
    expect(changes.every(({ kind }) => kind === "created")).toBe(true);
    expect(secrets).toEqual(["secrets/db-password.txt"]);
    expect(treeOf(folder)).toEqual(WITH_DATABASE);
  });

  test("makes a password once, that the container's user can read", async () => {
    const folder = folderWith(WITH_DATABASE);
    await write(folder);
    const file = join(folder, "secrets/db-password.txt");
    const password = readFileSync(file, "utf8");
    expect(password).toMatch(/^[\w-]{32}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o644);
    rmSync(join(folder, "compose.yaml"));
    await write(folder);
    expect(readFileSync(file, "utf8")).toBe(password);
    const ignored = readFileSync(join(folder, "secrets/.gitignore"), "utf8");
    expect(ignored.split("\n")).toContain("*");
  });

  test("keeps what a person edited or wrote, and writes the rest", async () => {
    const folder = folderWith({ ...SMALL, Dockerfile: "FROM scratch\n" });
    await write(folder);
    put(folder, {
      "compose.yaml": `${readFileSync(join(folder, "compose.yaml"), "utf8")}# mine\n`,
    });
    const before = treeOf(folder);
    const { changes, written } = await write(folder);
    const kinds = Object.fromEntries(
      changes.map(({ path, kind }) => [path, kind]),
    );
    expect(kinds).toMatchObject({
      Dockerfile: "foreign",
      "compose.yaml": "edited",
      "DOCKER.md": "unchanged",
    });
    expect(written).toEqual([]);
    expect(treeOf(folder)).toEqual(before);
  });

  test("leaves a copy of what it is forced to replace, and never overwrites a copy", async () => {
    const folder = folderWith({ ...SMALL, Dockerfile: "one\n" });
    expect((await write(folder, true)).backups).toEqual({
      Dockerfile: "Dockerfile.bak",
    });
    put(folder, { Dockerfile: "two\n" });
    expect((await write(folder, true)).backups).toEqual({
      Dockerfile: "Dockerfile.bak.1",
    });
    expect(treeOf(folder)).toMatchObject({
      "Dockerfile.bak": "one\n",
      "Dockerfile.bak.1": "two\n",
    });
    expect(authorship(readFileSync(join(folder, "Dockerfile"), "utf8"))).toBe(
      "ours",
    );
  });

  test("leaves a copy as it was: its bytes, and who may read it", async () => {
    const folder = folderWith(SMALL);
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x46, 0xe9, 0x0d, 0x0a, 0xff]);
    writeFileSync(join(folder, "Dockerfile"), bytes, { mode: 0o600 });
    await write(folder, true);
    const copy = join(folder, "Dockerfile.bak");
    expect(readFileSync(copy).equals(bytes)).toBe(true);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  test("takes away what it wrote and the spec no longer says", async () => {
    const folder = folderWith(SMALL);
    await write(folder);
    put(folder, {
      "dockwright.yaml": `${SMALL["dockwright.yaml"]}`.replace(
        "images:",
        "images:\n  more: { runtime: { python: } }",
      ),
    });
    await write(folder);
    expect(existsSync(join(folder, "Dockerfile"))).toBe(false);
    expect(existsSync(join(folder, "docker/web.Dockerfile"))).toBe(true);
    put(folder, SMALL);
    await write(folder);
    expect(
      Object.keys(treeOf(folder)).filter((path) => !path.endsWith("/")),
    ).toEqual([...WRITTEN, ...BESIDE, ...Object.keys(SMALL)].toSorted());
  });

  test("minds nothing that it does not write", async () => {
    const folder = folderWith(SMALL);
    put(join(folder, "../other"), { "x.Dockerfile": "FROM scratch\n" });
    symlinkSync("../other", join(folder, "docker"));
    mkdirSync(join(folder, "secrets/.gitignore"), { recursive: true });
    expect((await write(folder)).written.toSorted()).toEqual(WRITTEN);
  });
});

describe("nothing is changed", () => {
  test.each<[string, string]>([
    ["by a spec with problems", "name: Shop\n"],
    ["by a spec that cannot be read", "name: [\n"],
    ["by an empty spec", ""],
  ])("%s", async (_, spec) => {
    const folder = folderWith(SMALL);
    await write(folder);
    put(folder, { "dockwright.yaml": spec });
    const before = treeOf(folder);
    await expect(write(folder, true)).rejects.toThrow("dockwright.yaml");
    expect(treeOf(folder)).toEqual(before);
  });

  test("when one file is read-only", async () => {
    const folder = folderWith(WITH_DATABASE);
    await write(folder);
    chmodSync(join(folder, "compose.yaml"), 0o444);
    put(folder, { "dockwright.yaml": SMALL["dockwright.yaml"]! });
    const before = treeOf(folder);
    await expect(write(folder)).rejects.toThrow("compose.yaml is read-only");
    expect(treeOf(folder)).toEqual(before);
  });

  test.each(["Dockerfile", "compose.yaml"])(
    "when %s is a link out of the project",
    async (path) => {
      const folder = folderWith(SMALL);
      put(join(folder, ".."), { outside: "mine" });
      symlinkSync("../outside", join(folder, path));
      const before = treeOf(join(folder, ".."));
      await expect(write(folder, true)).rejects.toThrow(`${path} is a link`);
      expect(treeOf(join(folder, ".."))).toEqual(before);
    },
  );

  test.each<[string, (folder: string) => void]>([
    [
      "a link out of the project",
      (folder) => symlinkSync("..", join(folder, "secrets")),
    ],
    [
      "a link into nowhere",
      (folder) => symlinkSync("nowhere", join(folder, "secrets")),
    ],
    ["a file", (folder) => put(folder, { secrets: "mine" })],
  ])("when the folder of a password is %s", async (_, prepare) => {
    const folder = folderWith(WITH_DATABASE);
    prepare(folder);
    const before = treeOf(join(folder, ".."));
    await expect(write(folder)).rejects.toThrow("secrets");
    expect(treeOf(join(folder, ".."))).toEqual(before);
  });

  test("when a file's place is a folder", async () => {
    const folder = folderWith({ ...SMALL, "compose.yaml/mine": "x" });
    const before = treeOf(folder);
    await expect(write(folder, true)).rejects.toThrow(
      "compose.yaml is a folder",
    );
    expect(treeOf(folder)).toEqual(before);
  });

  test("when the disk is full", async () => {
    const folder = folderWith({});
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
    onTestFinished(() => void execFileSync("umount", [folder]));
    put(folder, SMALL);
    await write(folder);
    put(folder, {
      "dockwright.yaml": WITH_DATABASE["dockwright.yaml"],
      ballast: "",
    });
    let size = 64 * 1024;
    for (; size > 0; size -= 1024) {
      try {
        put(folder, { ballast: "x".repeat(size) });
        break;
      } catch {
        rmSync(join(folder, "ballast"), { force: true });
      }
    }
    const before = treeOf(folder);
    await expect(write(folder)).rejects.toThrow(/no space left/);
    const after = treeOf(folder);
    delete after["secrets/"];
    expect(after).toEqual(before);
  });
});
