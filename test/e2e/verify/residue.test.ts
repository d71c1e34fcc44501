import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  inject,
  test,
  vi,
} from "vitest";
import { Compose } from "../../../src/docker/compose.ts";
import { Docker } from "../../../src/docker/docker.ts";
import { until } from "../../../src/verify/until.ts";
import { treeOf } from "../../support/folder.ts";
import {
  copyOf,
  exampleFolder,
  generateIn,
  remove,
} from "../support/copies.ts";
import { runVerify, startVerify } from "../support/verify.ts";

const LABEL = "dockwright.verify";
const PATIENCE = 90_000;

/** Everything that bears the label, of whatever run, and every folder. */
async function residue(docker: Docker): Promise<string[]> {
  const filter = ["--filter", `label=${LABEL}`];
  const lists = [
    ["ps", "--all", "--format", "container {{.Names}}"],
    ["network", "ls", "--format", "network {{.Name}}"],
    ["volume", "ls", "--format", "volume {{.Name}}"],
    ["images", "--all", "--format", "image {{.Repository}} {{.ID}}"],
  ];
  const found = await Promise.all(
    lists.map((list) => docker.output([...list, ...filter])),
  );
  const folders = readdirSync(tmpdir()).filter((name) =>
    /^dockwright-[0-9a-f]{8}$/.test(name),
  );
  const things = found.join("\n").split("\n").filter(Boolean);
  const notes = notesOfCompose().filter((note) => !NOTES_BEFORE.has(note));
  return [...things, ...folders, ...notes];
}

/** What Compose leaves in the user's home of each project that it watches. */
function notesOfCompose(): string[] {
  const folder = join(homedir(), ".docker", "docker-compose");
  return existsSync(folder) ? readdirSync(folder) : [];
}

const NOTES_BEFORE = new Set(notesOfCompose());

if (inject("engine")) {
  describe("verify leaves nothing behind", () => {
    const docker = new Docker();
    let root = "";
    let temporary = "";
    beforeAll(async () => {
      // A place of its own for temporary files: others may be at work beside it.
      temporary = mkdtempSync(join(tmpdir(), "dwe2e-"));
      vi.stubEnv("TMPDIR", temporary);
      root = copyOf(exampleFolder("express-npm", "package-lock.json"));
      await generateIn(root);
    });
    afterAll(() => {
      vi.unstubAllEnvs();
      remove(temporary);
    });

    /** Starts it, and lets it go on until it has containers. */
    async function inTheMiddle(
      args: readonly string[] = ["--dir", root, "--only", "G2,G5,G6"],
    ) {
      const running = startVerify(args);
      const hasContainers = async () =>
        (await residue(docker)).some((each) => each.startsWith("container"));
      await until("its containers run", hasContainers, PATIENCE);
      return running;
    }

    const isClean = async () => (await residue(docker)).length === 0;

    test.each([
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const)("stopped by %s", async (signal, status) => {
      const { child, ended } = await inTheMiddle();
      child.kill(signal);
      const { code, stderr } = await ended;
      expect([code, stderr]).toEqual([
        status,
        "Stopped; nothing is left behind.\n",
      ]);
      expect(await residue(docker)).toEqual([]);
    });

    test("killed, as it builds and as it runs", async () => {
      for (const wait of [true, false]) {
        const running = wait
          ? await inTheMiddle()
          : startVerify(["--dir", root]);
        if (!wait) await sleep(2_000);
        running.child.kill("SIGKILL");
        expect((await running.ended).code).toBeNull();
        await until("nothing is left", isClean, PATIENCE);
        // Nothing comes after it either.
        await sleep(3_000);
        expect(await residue(docker)).toEqual([]);
      }
    });

    test("but with --keep, until it is told to", async () => {
      const args = ["--dir", root, "--only", "G2", "--keep"];
      const { code, stderr } = await runVerify(args);
      expect(code).toBe(0);
      const name = /--remove (dockwright-[0-9a-f]{8})/.exec(stderr)![1]!;
      const left = await residue(docker);
      expect(left).toContain(name);
      for (const kind of ["container", "network", "image"])
        expect(left.some((each) => each.startsWith(kind))).toBe(true);
      const removed = await runVerify(["--remove", name]);
      expect([removed.code, removed.stdout]).toEqual([
        0,
        `Nothing of ${name} is left.\n`,
      ]);
      expect(await residue(docker)).toEqual([]);
    });

    test("but with --keep, stopped, and says so", async () => {
      const args = ["--dir", root, "--only", "G5", "--keep"];
      const { child, ended } = await inTheMiddle(args);
      child.kill("SIGINT");
      const { code, stderr } = await ended;
      const name = /--remove (dockwright-[0-9a-f]{8})/.exec(stderr)![1]!;
      expect([code, stderr]).toEqual([
        130,
        `Stopped.\nLeft to look at: docker ps --all --filter label=dockwright.verify=${name}\nTo take it away: dockwright verify --remove ${name}\n`,
      ]);
      expect((await runVerify(["--remove", name])).code).toBe(0);
      expect(await residue(docker)).toEqual([]);
    });

    test("beside the project's own stack, and twice at once", async () => {
      const compose = new Compose(docker, {
        project: "dwe2e-own",
        files: [join(root, "compose.yaml")],
        directory: root,
      });
      const idsOf = async () =>
        [...(await compose.containers()).values()].flat().map(({ Id }) => Id);
      try {
        await compose.output("up", "--build", "--wait");
        const [before, tree] = [await idsOf(), treeOf(root)];
        const both = await Promise.all([
          runVerify(["--dir", root, "--only", "G2,G4,G6"]),
          runVerify(["--dir", root, "--only", "G3,G5,G9"]),
        ]);
        expect(both.map(({ code, stdout }) => [code, stdout])).toEqual(
          both.map(({ stdout }) => [0, stdout]),
        );
        expect(before.length).toBeGreaterThan(1);
        expect(await idsOf()).toEqual(before);
        expect(treeOf(root)).toEqual(tree);
        expect(await residue(docker)).toEqual([]);
      } finally {
        await compose.run(["down", "--volumes", "--rmi", "local"]);
      }
    });
  });
}
