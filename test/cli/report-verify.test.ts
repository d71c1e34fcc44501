import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { plainReporter } from "../../src/cli/report-verify.ts";
import { finding } from "../../src/verify/guarantee.ts";
import { ALL } from "../../src/verify/guarantees/index.ts";
import type { Verdict } from "../../src/verify/ledger.ts";
import { CLI, environment, run } from "../support/cli.ts";
import { fakeDocker, generated } from "../support/fake-docker.ts";
import { resultOf, verdictOf } from "../support/verdicts.ts";

const SHOW = "\u001b[?25h";
const HIDE = "\u001b[?25l";
const FOLDER = /^dockwright-[0-9a-f]{8}$/;

/** What the plain reporter writes. */
function plain(verdicts: readonly Verdict[]): string {
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((it) => {
    text += String(it);
    return true;
  });
  try {
    const reporter = plainReporter();
    reporter.start(ALL);
    reporter.activity("building web for production");
    reporter.activity("G3: looking at web");
    for (const verdict of verdicts) reporter.verdict(verdict);
    reporter.end(resultOf(verdicts));
  } finally {
    write.mockRestore();
  }
  return stripVTControlCharacters(text);
}

test("the plain report tells all, line after line", () => {
  const found = finding({
    subject: "web in production",
    message: "is \u001b[2Jkilled",
    evidence: { command: "docker stop web", output: "one\n\n\ttwo\u0007\n" },
    cause: { file: "Dockerfile", line: 7, text: "CMD serve" },
    advice: "write the JSON form",
  });
  const unproven = {
    kind: "unproven",
    subject: "db",
    reason: "a\nb\u202e",
  } as const;
  const text = plain([
    verdictOf("G1", { state: "held", checked: ["a", "b"], notes: ["12 kB"] }),
    verdictOf("G5", {
      state: "broken",
      checked: ["a"],
      findings: [found, { ...found, cause: null }],
    }),
    verdictOf("G6", { state: "unproven", unproven: [unproven] }),
    verdictOf("G10", { state: "nothing", seconds: 0 }),
  ]);
  const evidence = [
    "    $ docker stop web",
    "    | one",
    "    | \ttwo\\u0007",
    "    write the JSON form",
  ];
  const subject = "  web in production: is \\u001b[2Jkilled";
  expect(text.split("\n")).toEqual([
    "  building web for production",
    `✔ ${"G1  title of G1".padEnd(44)} 2 checks, 1.5 s`,
    "    12 kB",
    `✖ ${"G5  title of G5".padEnd(44)} 1 check, 1.5 s  does not hold`,
    ...[subject, "    Dockerfile:7  CMD serve", ...evidence],
    ...[subject, ...evidence],
    `? ${"G6  title of G6".padEnd(44)} 0 checks, 1.5 s  could not be proven`,
    "  db: could not be looked at",
    "    | a",
    "    | b\\u202e",
    `– ${"G10 title of G10".padEnd(44)} 0 checks, 0.0 s  nothing to prove`,
    "1 hold, 1 do not hold, 1 could not be proven, 1 nothing to prove; 12.3 s.",
    "",
  ]);
});

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const PROGRAM = `${quoted(process.execPath)} ${quoted(CLI)} verify`;

/** Where each workbench of ours lies: others may have theirs in the same place. */
const left = () => readdirSync(tmpdir()).filter((name) => FOLDER.test(name));

/** Proves in a terminal of its own, so many columns wide; what it shows, and its status. */
function inTerminal(args: string, columns = 120, more: NodeJS.ProcessEnv = {}) {
  const command = `stty cols ${columns} rows 50; ${PROGRAM} ${args}`;
  const { stdout, status } = spawnSync(
    "script",
    ["-qec", command, "/dev/null"],
    {
      cwd: generated(),
      encoding: "utf8",
      env: environment({ ...fakeDocker(), ...more }),
      timeout: 30_000,
    },
  );
  return { status, text: stdout };
}

/** What stays in a terminal at the end: the frames before it were cleared. */
const endOf = (text: string) =>
  stripVTControlCharacters(text.slice(text.indexOf(SHOW))).split("\r\n");

describe("in a terminal", () => {
  test.each([120, 40])(
    "%i columns wide, the list ends with each line once",
    (columns) => {
      const { status, text } = inTerminal("", columns);
      expect(status).toBe(1);
      expect(text).toContain(HIDE);
      expect(text.lastIndexOf(SHOW)).toBeGreaterThan(text.lastIndexOf(HIDE));
      const lines = endOf(text);
      for (const { id, title } of ALL) {
        const line = `${id.padEnd(4)}${title}`;
        const listed = lines.filter((each) => each.slice(2).startsWith(line));
        expect(listed, line).toHaveLength(1);
        expect(listed[0]).toMatch(/^[✔✖?–] /);
      }
      expect(lines.at(-2)).toMatch(/1 hold.*; \d+\.\d s\.$/);
    },
  );

  test("each line has how much was looked at, and for how long, while it is", () => {
    const { text } = inTerminal("--only G1,G10");
    const before = stripVTControlCharacters(text.slice(0, text.indexOf(SHOW)));
    expect(before).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] G\d+ .* \d+ checks?, \d+\.\d s/m);
  });

  test("that is dumb, nothing moves", () => {
    const { status, text } = inTerminal("--only G10", 120, { TERM: "dumb" });
    expect(status).toBe(0);
    expect(text).not.toContain("\u001b");
    expect(text).toMatch(/^✔ G10 .*\r\n {2}taking everything away\r\n1 hold; /);
  });

  test("wrong use ends at once", () => {
    const { status, text } = inTerminal("--only G11");
    expect(status).toBe(2);
    expect(text).toContain("there is no guarantee G11");
    expect(text).not.toContain(HIDE);
  });
});

test("a pipe and NO_COLOR get no escapes", () => {
  const args = ["verify", "--only", "G10"];
  expect(run(generated(), args, fakeDocker()).out).not.toContain("\u001b");
  const coloured = { ...fakeDocker(), FORCE_COLOR: "1" };
  expect(run(generated(), args, coloured).out).toContain("\u001b[32m✔");
  const none = { ...coloured, NO_COLOR: "1" };
  expect(run(generated(), args, none).out).not.toContain("\u001b");
});

test("Ctrl-C ends it with 130, and leaves no folder and no process", async () => {
  const before = left();
  // Does not end by Ctrl-C itself.
  const asleep = `echo $$ >>"$PIDS"; trap '' INT; exec sleep 300`;
  const project = generated();
  const pids = `${project}/pids`;
  const child = spawn("script", ["-qec", PROGRAM, "/dev/null"], {
    cwd: project,
    env: environment({
      ...fakeDocker({
        otherwise: `case "$*" in *--filter*) ;; *) ${asleep} ;; esac`,
      }),
      PIDS: pids,
    }),
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const started = () =>
    spawnSync("cat", [pids], { encoding: "utf8" }).stdout.trim();
  await vi.waitUntil(() => started() !== "", { timeout: 30_000 });
  child.stdin.write("\u0003");
  expect(await ended, text).toBe(130);
  expect(text).toContain("Stopped; nothing is left behind.");
  expect(text.lastIndexOf(SHOW)).toBeGreaterThan(text.lastIndexOf(HIDE));
  for (const pid of started().split("\n"))
    expect(() => process.kill(Number(pid), 0), pid).toThrow("ESRCH");
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});
