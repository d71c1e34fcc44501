import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import type { Stack } from "../support/stack.ts";
import { Watch } from "../support/watch.ts";

/** Milliseconds for a rebuild, which may install every dependency anew. */
const REBUILD = 300_000;

/** Whether a path exists in a service's container, and whose it is. */
const ownerOf = async (stack: Stack, service: string, path: string) => {
  const script = `stat -c '%u:%g' '/app/${path}' 2>/dev/null || echo absent`;
  return (await stack.sh(service, script)).trim();
};

/** Watch on the running stack, for the tests of the suite that calls this. */
export function givenWatch(stack: () => Stack): () => Watch {
  let watch: Watch | undefined;
  beforeAll(async () => {
    watch = await Watch.on(stack());
  });
  afterAll(() => watch?.stop());
  return () => watch!;
}

/** G6, files: what is created, changed and deleted reaches the containers, and answers. */
export function provesSync(
  { user, services, source, edit }: Example,
  stack: () => Stack,
  watch: () => Watch,
): void {
  const owner = `${user.uid}:${user.gid}`;
  const created = `${source}/e2e_created${extname(edit.path)}`;
  // Asked again and again, as a service that is being restarted answers nothing.
  const everywhere = (path: string, expected: string) =>
    watch().until(`${path} is ${expected} everywhere`, async () => {
      for (const service of services)
        if ((await ownerOf(stack(), service, path)) !== expected) return false;
      return true;
    });

  test("a created file reaches every service, as the user's", async () => {
    writeFileSync(stack().sandbox.path(created), "");
    await everywhere(created, owner);
  });

  test("a changed file answers", async () => {
    const { service, port, path } = edit.at;
    const word = stack().sandbox.edit();
    await watch().until("the edited answer", async () =>
      (await stack().request(service, port, path)).includes(word),
    );
    await everywhere(edit.path, owner);
  });

  test("a deleted file goes", async () => {
    rmSync(stack().sandbox.path(created));
    await everywhere(created, "absent");
  });

  test("an .env file does not come along", async () => {
    writeFileSync(stack().sandbox.path(source, ".env"), "PASSWORD=1\n");
    writeFileSync(stack().sandbox.path(created), "");
    await everywhere(created, owner);
    await everywhere(`${source}/.env`, "absent");
  });
}

/** G6, images: a lockfile and a Dockerfile that changed make new containers. */
export function provesRebuild(
  { services, lockfile, edit }: Example,
  stack: () => Stack,
  watch: () => Watch,
): void {
  const { service, port, path } = edit.at;

  test("a changed lockfile rebuilds", async () => {
    const before = await stack().container(service);
    appendFileSync(stack().sandbox.path(lockfile.path), lockfile.appended);
    const text = readFileSync(stack().sandbox.path(lockfile.path), "utf8");
    const hasIt = async (name: string) =>
      (await stack().sh(name, `cat '/app/${lockfile.path}'`)) === text;
    for (const name of services)
      await watch().until(`${name}'s lockfile`, () => hasIt(name), REBUILD);
    const after = await stack().container(service);
    expect(after.Id).not.toBe(before.Id);
    await stack().request(service, port, path);
  });

  test("a changed Dockerfile rebuilds", async () => {
    const stage = "FROM base AS development\n";
    const label = "LABEL e2e=changed\n";
    stack().sandbox.replace("Dockerfile", stage, stage + label);
    const hasIt = async (name: string) => {
      const { Config } = await stack().container(name);
      return Config.Labels["e2e"] === "changed";
    };
    for (const name of services)
      await watch().until(`${name}'s new label`, () => hasIt(name), REBUILD);
    await stack().request(service, port, path);
  });
}
