import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALL } from "../../src/verify/guarantees/index.ts";
import { CLI, environment, run } from "../support/cli.ts";
import { fakeDocker, generated, noDocker } from "../support/fake-docker.ts";
import { folderWith, SMALL, treeOf } from "../support/folder.ts";

const BAD = "dockwright-0123abcd";

interface Case {
  readonly args: readonly string[];
  readonly message: string;
  readonly advice: string;
}

const WRONG: readonly Case[] = [
  {
    args: ["--only", "G11"],
    message: "there is no guarantee G11",
    advice:
      "write some of G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, with commas between them",
  },
  {
    args: ["--only", "g1,3"],
    message: "there is no guarantee 3",
    advice:
      "write some of G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, with commas between them",
  },
  ...["abc", "0", "-3", "1e999"].map((time) => ({
    args: [`--timeout=${time}`],
    message: `--timeout ${time} is no number of seconds`,
    advice: "write a number above 0, such as --timeout 300",
  })),
  {
    args: ["--junit", "/gone/report.xml"],
    message: "there is no folder /gone to write /gone/report.xml into",
    advice: "make it first, or write another path",
  },
  {
    args: ["--junit", "app"],
    message: "--junit app is a folder",
    advice: "write the path of a file, such as --junit verify.xml",
  },
  {
    args: ["web", "wrker"],
    message: "there is no service wrker",
    advice: "services of the spec: web, worker",
  },
  {
    args: ["--remove", "small"],
    message: "small cannot be removed",
    advice: "write the name that --keep told, such as dockwright-0123abcd",
  },
  {
    args: ["--remove", "../dockwright-0123abcd"],
    message: "../dockwright-0123abcd cannot be removed",
    advice: "write the name that --keep told, such as dockwright-0123abcd",
  },
  {
    args: ["--onyl", "G3"],
    message: "unknown option `--onyl`",
    advice: "did you mean --only?",
  },
];

describe("wrong use of verify", () => {
  test.each(WRONG)("is told in a sentence: $args", (wrong) => {
    const { args, message, advice } = wrong;
    const folder = generated();
    const before = treeOf(folder);
    const engine = fakeDocker();
    expect(run(folder, ["verify", ...args], engine)).toEqual({
      status: 2,
      out: "",
      err: `error: ${message}\n  ${advice}\n`,
    });
    const { status, out, err } = run(
      folder,
      ["verify", "--json", ...args],
      engine,
    );
    expect({ status, err }).toEqual({ status: 2, err: "" });
    expect(JSON.parse(out)).toEqual({
      error: "UsageError",
      problems: [{ message, advice }],
    });
    expect(treeOf(folder)).toEqual(before);
  });

  test.each([
    [["verfy"], "there is no command verfy"],
    [["verfy", "web"], "too many words: verfy web"],
  ])("is a misspelt command: %j", (args, message) => {
    expect(run(generated(), args)).toEqual({
      status: 2,
      out: "",
      err: `error: ${message}\n  did you mean verify?\n`,
    });
  });

  test.each<[string, Record<string, string>, readonly string[], string]>([
    ["no spec", {}, [], "there is no dockwright.yaml in "],
    ["no folder", SMALL, ["--dir", "gone"], "is no folder"],
    ["a folder named by a number", SMALL, ["--dir", "2026"], "is no folder"],
    [
      "nothing generated yet",
      SMALL,
      [],
      "there is no Dockerfile, compose.yaml, compose.production.yaml to prove\n  run `dockwright generate` first",
    ],
    ["a bad spec", { "dockwright.yaml": "name: S\n" }, [], ":1:7"],
  ])("is %s", (_, files, args, message) => {
    const folder = folderWith(files);
    const { status, out, err } = run(folder, ["verify", ...args], fakeDocker());
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toContain("defect");
  });
});

describe("an engine that will not do", () => {
  const NONE =
    "error: no Docker engine answers\n  start Docker, or see what `docker info` says\n";

  test.each([[[]], [["--remove", BAD]]])("is none at all: %j", (args) => {
    expect(run(generated(), ["verify", ...args], noDocker())).toEqual({
      status: 2,
      out: "",
      err: NONE,
    });
  });

  test("is one that does not answer", () => {
    const env = fakeDocker({ engine: "" });
    expect(run(generated(), ["verify"], env).err).toBe(NONE);
    expect(run(generated(), ["verify", "--remove", BAD], env).err).toBe(NONE);
  });

  test.each([
    [
      { compose: "v2.20.3-desktop.1" },
      "Docker Compose is 2.20.3-desktop.1; watch that copies through the engine needs 2.24.0",
      "install Docker Compose 2.24.0 or newer",
    ],
    [
      { engine: "20.10.24" },
      "Docker Engine is 20.10.24; BuildKit as the builder needs 23.0.0",
      "install Docker Engine 23.0.0 or newer",
    ],
    [
      { buildx: "" },
      "Docker Buildx is not there; progress that can be read (--progress=rawjson) needs 0.13.0",
      "install Docker Buildx 0.13.0 or newer",
    ],
  ])("is an old one: %j", (versions, message, advice) => {
    const buildx = "buildx" in versions ? "" : "v0.20.0";
    expect(
      run(generated(), ["verify"], fakeDocker({ ...versions, buildx })),
    ).toEqual({
      status: 2,
      out: "",
      err: `error: ${message}\n  ${advice}\n`,
    });
  });
});

describe("what verify proves", () => {
  test("may be asked for in small letters, and for many services", () => {
    const folder = generated();
    const args = ["verify", "--only", "g10, g1", "--json", "web", "worker"];
    const docker = fakeDocker({ otherwise: "exit 1" });
    const { status, out, err } = run(folder, args, docker);
    // An engine that answers nothing does not say that nothing is left, either.
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(
        /^Not everything could be taken away: .*\nTo take it away: dockwright verify --remove dockwright-[0-9a-f]{8}\n$/,
      ),
    ]);
    const { verdicts, kept } = JSON.parse(out) as {
      verdicts: { id: string; state: string }[];
      kept: string | null;
    };
    expect(verdicts.map(({ id }) => id)).toEqual(["G1", "G10"]);
    expect(verdicts[1]!.state).toBe("held");
    expect(kept).toBe(null);
  });

  test("is told in a report, too", () => {
    const folder = generated();
    mkdirSync(join(folder, "out"));
    const args = ["verify", "--only=G10", "--junit", "out/report.xml"];
    expect(run(folder, args, fakeDocker()).status).toBe(0);
    expect(treeOf(join(folder, "out"))["report.xml"]).toContain("<testsuites");
  });

  test("is taken away by the name that was kept", () => {
    const args = ["verify", "--remove", BAD];
    expect(run(folderWith({}), args, fakeDocker({ otherwise: ":" }))).toEqual({
      status: 0,
      out: `Nothing of ${BAD} is left.\n`,
      err: "",
    });
  });
});

describe("verify's help", () => {
  test.each([[["verify", "--help"]], [["-h", "verify"]], [["help", "verify"]]])(
    "lists its options and what it proves: %j",
    (args) => {
      const { status, out, err } = run(folderWith({}), args, noDocker());
      expect({ status, err }).toEqual({ status: 0, err: "" });
      for (const { id, title } of ALL)
        expect(out).toMatch(new RegExp(`^  ${id} +${title}$`, "m"));
      for (const option of "dir only timeout keep remove junit json".split(" "))
        expect(out).toMatch(new RegExp(`^  --${option} `, "m"));
      const widths = out.split("\n").map((line) => line.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    },
  );

  test("is all that needs verify's own file", () => {
    const folder = folderWith({});
    const copy = join(folder, "dist");
    cpSync(dirname(CLI), copy, { recursive: true });
    rmSync(join(copy, "verify.cjs"));
    const help = (args: readonly string[]) =>
      spawnSync(process.execPath, [join(copy, "cli.cjs"), ...args], {
        encoding: "utf8",
        env: environment(),
      });
    expect(existsSync(join(copy, "verify.cjs"))).toBe(false);
    expect(help(["--help"]).stdout).toBe(run(folder, ["--help"]).out);
    expect(help(["verify", "--help"]).status).not.toBe(0);
  });
});
