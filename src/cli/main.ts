#!/usr/bin/env node
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { Script } from "node:vm";

/*
 * Starts the program with the bytecode that V8 made of it the last time: reading and compiling
 * is most of what a short command costs. Node does this by itself from 22.8 on
 * (https://nodejs.org/api/module.html#module-compile-cache); before, the script is kept here.
 */

interface Program {
  run(args: readonly string[]): Promise<number>;
}

const { createRequire, enableCompileCache } =
  nodeModule as typeof nodeModule & { enableCompileCache?: () => void };
const isAllowed = !process.env.NODE_DISABLE_COMPILE_CACHE;
const require = createRequire(import.meta.url);
const filename = join(import.meta.dirname, "program.cjs");

/** What answers without doing anything. */
const SHORT = new Set(["--help", "-h", "--version", "-v", "help", "schema"]);

/** What was kept, and what a killed start left on its way there. */
const KEPT = /^v[\w.+-]+-\d+-\d+\.bin(?:\.\d+)?$/;

/** A relative path is none: https://specifications.freedesktop.org/basedir-spec */
function cacheFolder(): string | null {
  const { XDG_CACHE_HOME: given = "" } = process.env;
  if (isAbsolute(given)) return given;
  try {
    const home = homedir();
    return isAbsolute(home) ? join(home, ".cache") : null;
  } catch {
    // A user without a home, as in a container that runs as any number.
    return null;
  }
}

/** V8 tells another version and other flags by itself, but another text only by its length. */
function cacheFile(): string | null {
  const folder = cacheFolder();
  if (folder === null) return null;
  const { size, mtimeMs } = statSync(filename);
  const name = [process.version, process.arch, size, Math.floor(mtimeMs)];
  return join(folder, "dockwright", `${name.join("-")}.bin`);
}

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * Keeps a script's bytecode in place of what earlier versions left. A cache that cannot be
 * written is no reason to fail: the next start is slower, no more.
 */
function keep(script: Script, file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const old = readdirSync(folder)
      .filter((name) => KEPT.test(name))
      .map((name) => join(folder, name));
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, file);
    for (const each of old) if (each !== file) rmSync(each, { force: true });
  } catch {
    return;
  }
}

async function runCached(args: readonly string[]): Promise<number> {
  const file = cacheFile();
  const cachedData = file === null ? undefined : readOrNothing(file);
  const text = readFileSync(filename, "utf8");
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${text}\n})`,
    {
      filename,
      ...(cachedData && { cachedData }),
    },
  );
  const program = { exports: {} as Program };
  const load = script.runInThisContext() as (...given: unknown[]) => void;
  load(program.exports, require, program, filename, import.meta.dirname);
  const status = await program.exports.run(args);
  // After a run that did something, so that the functions which it takes are in it.
  const isKept = cachedData && !script.cachedDataRejected;
  if (
    file !== null &&
    !isKept &&
    status < 2 &&
    !args.some((word) => SHORT.has(word))
  ) {
    keep(script, file);
  }
  return status;
}

async function main(args: readonly string[]): Promise<number> {
  if (!enableCompileCache && isAllowed) return runCached(args);
  enableCompileCache?.();
  return (require(filename) as Program).run(args);
}

/** Software that failed: sysexits(3). */
const FAILED = 70;
const UNFINISHED =
  "the spec's module never finished: it waits for what never comes, or ends the process";

/**
 * A spec that is a program can end ours, by what it calls or by nothing that is left to do. Then
 * nothing was looked at, whatever status it would end with.
 */
function tellUnfinished(args: readonly string[]): void {
  process.exitCode = FAILED;
  const error = {
    error: "UnfinishedError",
    problems: [{ message: UNFINISHED }],
  };
  try {
    if (args.includes("--json")) writeSync(1, `${JSON.stringify(error)}\n`);
    else writeSync(2, `error: ${UNFINISHED}\n`);
  } catch {
    return;
  }
}

async function start(args: readonly string[]): Promise<void> {
  let isOver = false;
  const isFinished = (status: number) => isOver || status > 128;
  process.once("uncaughtExceptionMonitor", () => (isOver = true));
  process.once("exit", (status) => {
    if (!isFinished(status)) tellUnfinished(args);
  });
  const status = await main(args);
  isOver = true;
  process.exitCode = status;
}

void start(process.argv.slice(2));
