import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import type { Example } from "../examples/example.ts";
import { TARGETS } from "../support/build.ts";
import {
  filesOf,
  isSetId,
  isUnder,
  isWritable,
  type Entry,
} from "../support/files.ts";
import type { Sandbox } from "../support/sandbox.ts";
import type { Builds } from "./build.ts";

const TOKEN = "dwe2e-must-stay-on-the-host";
const PLANTED = [".env", ".env.local", ".git/config", "server.key"];

/** Puts what must never be in an image into every folder that images copy. */
export async function plantSecrets(sandbox: Sandbox): Promise<void> {
  const { source, tests } = sandbox.example;
  for (const folder of [".", source, tests])
    for (const name of PLANTED) {
      const path = sandbox.path(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `E2E_TOKEN=${TOKEN}\n`);
    }
}

const SECRET_NAMES = /\/(\.env(\..*)?|\.git|server\.key)$/;

const TOOLS =
  /\/s?bin\/([^/]+-)?(gcc|g\+\+|cc|c\+\+|cpp|clang|ld|make|cmake|cargo|go)(-[\d.]+)?$/;
const MANAGERS = /\/bin\/(uv|uvx|pip[\d.]*|poetry|pnpm|pnpx|yarn|curl|wget)$/;

/** What making the user writes. */
const ACCOUNTS = /^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)-?$/;

/** Whether a path is a package's: pytest, pytest-9.2.0.dist-info, .pnpm/typescript@7.0.2, @types. */
const isPackage = (path: string, name: string) =>
  new RegExp(
    `/(node_modules|\\.pnpm|site-packages)/${name}([@+/]|-[^/]+\\.dist-info|$)`,
  ).test(path);

const pathsOf = (entries: readonly Entry[]) => entries.map(({ path }) => path);

interface Contents {
  readonly base: ReadonlyMap<string, Entry>;
  readonly development: readonly Entry[];
  readonly production: readonly Entry[];
}

const isSame = (a: Entry, b: Entry | undefined) =>
  a.mode === b?.mode && a.uid === b.uid && a.gid === b.gid;

export async function readContents(
  example: Example,
  { development, production }: Builds,
): Promise<Contents> {
  return {
    base: await filesOf(example.base),
    development: [...(await filesOf(development.id)).values()],
    production: [...(await filesOf(production.id)).values()],
  };
}

/** G7: production holds the interpreter, the dependencies and the project. */
export function provesContents(
  { user, directories, tests, developmentPackages }: Example,
  sandbox: () => Sandbox,
  contents: () => Contents,
): void {
  const added = () =>
    contents().production.filter(({ path }) => !contents().base.has(path));

  test("production has no compiler and adds no package manager", () => {
    const all = pathsOf(contents().production);
    expect(all.filter((path) => TOOLS.test(path))).toEqual([]);
    const managers = pathsOf(added()).filter((path) => MANAGERS.test(path));
    expect(managers).toEqual([]);
  });

  test("production adds files to /app alone, so that no cache is left", () => {
    const elsewhere = added()
      .filter(({ type }) => type !== "d")
      .filter(({ path }) => !isUnder(path, "/app") && !ACCOUNTS.test(path));
    expect(pathsOf(elsewhere)).toEqual([]);
  });

  test("production has no development dependency", () => {
    const has = (entries: readonly Entry[], name: string) =>
      pathsOf(entries).some(
        (path) => isUnder(path, "/app") && isPackage(path, name),
      );
    for (const name of developmentPackages) {
      expect([name, has(contents().production, name)]).toEqual([name, false]);
      expect([name, has(contents().development, name)]).toEqual([name, true]);
    }
  });

  test("production has no test", () => {
    const files = readdirSync(sandbox().path(tests)).filter(
      (name) => !PLANTED.includes(name) && name !== ".git",
    );
    const names = new Set(files);
    const found = added().filter(({ path }) =>
      names.has(path.split("/").pop()!),
    );
    expect(pathsOf(found)).toEqual([]);
    expect(names.size).toBeGreaterThan(0);
  });

  test("production changes no permission of its base", () => {
    const { base, production } = contents();
    const changed = production
      .filter((entry) => base.has(entry.path))
      .filter((entry) => !isSame(entry, base.get(entry.path)));
    expect(pathsOf(changed).filter((path) => !ACCOUNTS.test(path))).toEqual([]);
    expect(pathsOf(added().filter(isSetId))).toEqual([]);
  });

  test("production's code is not the user's to change", () => {
    const given = [...directories, `/home/${user.name}`];
    const found = added()
      .filter((entry) => isWritable(entry, user))
      .filter(({ path }) => !given.some((folder) => isUnder(path, folder)));
    expect(pathsOf(found)).toEqual([]);
  });
}

/** G7 in both images: what is private on the host stays there. */
export function provesPrivacy(
  sandbox: () => Sandbox,
  builds: () => Builds,
  contents: () => Contents,
): void {
  test.each(TARGETS)("%s has no .env, .git or key", async (target) => {
    const ours = pathsOf(contents()[target]).filter(
      (path) => isUnder(path, "/app") && !path.includes("/node_modules/"),
    );
    expect(ours.filter((path) => SECRET_NAMES.test(path))).toEqual([]);
    const search = `grep -rlF ${TOKEN} / --exclude-dir=proc --exclude-dir=sys || true`;
    const found = await sandbox().inspect(builds()[target].id, search);
    expect(found.trim()).toBe("");
  });
}
