import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { bytesAdded, executed, TARGETS, type Build } from "../support/build.ts";
import { output } from "../support/command.ts";
import type { Sandbox } from "../support/sandbox.ts";
import { sizeOf } from "../support/size.ts";

/** What an archive takes for each file beside its content: its header, padding, a folder's header. */
const PER_FILE = 1_536;
/** What is no file of the project: a package's metadata and entry points, and the archive's end. */
const REST = 16_384;

export interface Builds {
  readonly development: Build;
  readonly production: Build;
}

/** G1: BuildKit, Compose and Bake take every file without a word. */
export function provesAccepted(
  sandbox: () => Sandbox,
  builds: () => Builds,
): void {
  test.each(TARGETS)("%s builds, and no check warns", async (target) => {
    const check = ["--check", "--target", target, sandbox().root];
    expect(await output(["docker", "build", "-q", ...check])).toContain(
      "Check complete, no warnings found.",
    );
    expect(builds()[target].warnings).toEqual([]);
  });

  test.each(["compose.yaml", "compose.production.yaml"])(
    "Compose accepts %s",
    async (file) => {
      const where = { cwd: sandbox().root };
      const command = [
        "docker",
        "compose",
        "-f",
        file,
        "config",
        "-q",
      ] as const;
      expect(await output(command, where)).toBe("");
    },
  );

  test("Bake accepts docker-bake.json, and production is its default", async () => {
    const where = { cwd: sandbox().root };
    const bake = ["docker", "buildx", "bake"] as const;
    const plan = JSON.parse(await output([...bake, "--print"], where)) as {
      target: Record<string, { target: string }>;
    };
    const targets = Object.values(plan.target).map(({ target }) => target);
    expect([...new Set(targets)]).toEqual(["production"]);
    const all = ["--check", "default", "development"];
    expect(await output([...bake, ...all], where)).toContain(
      "Check complete, no warnings found.",
    );
  });
}

/** G10: a second run has nothing to do. */
export function provesStable(sandbox: () => Sandbox): void {
  test("generating again changes nothing", async () => {
    expect(await sandbox().generate(false)).toEqual(["unchanged"]);
  });
}

/** G8: what is not changed is not built. This test edits the source. */
export function provesCache(
  { installs, shipped }: Example,
  sandbox: () => Sandbox,
  builds: () => Builds,
): void {
  test.each(TARGETS)("an unchanged %s is all cache hits", async (target) => {
    const again = await sandbox().build(target);
    expect(executed(again)).toEqual([]);
    expect(again.id).toBe(builds()[target].id);
    const names = again.steps.map(({ name }) => name);
    expect(names.filter((name) => installs.test(name))).not.toEqual([]);
  });

  test("a source edit installs nothing, and ships no more than the project", async () => {
    sandbox().edit();
    const development = await sandbox().build("development");
    const production = await sandbox().build("production");
    for (const built of [development, production]) {
      expect(executed(built)).not.toEqual([]);
      expect(executed(built).filter((name) => installs.test(name))).toEqual([]);
    }
    const added = await bytesAdded(builds().production.id, production.id);
    const { files, bytes } = sizeOf(
      shipped.map((path) => sandbox().path(path)),
    );
    const limit = bytes + files * PER_FILE + REST;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThanOrEqual(limit);
  });
}
