#!/usr/bin/env node
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
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

/** V8 tells another version and other flags by itself, but another text only by its length. */
function cacheFile(): string {
  const { size, mtimeMs } = statSync(filename);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const name = [process.version, process.arch, size, Math.floor(mtimeMs)];
  return join(cache, "dockwright", `${name.join("-")}.bin`);
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
    const old = readdirSync(folder).map((name) => join(folder, name));
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
  const cachedData = readOrNothing(file);
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
  if (!isKept && status < 2 && !args.some((word) => SHORT.has(word))) {
    keep(script, file);
  }
  return status;
}

async function main(args: readonly string[]): Promise<number> {
  if (!enableCompileCache && isAllowed) return runCached(args);
  enableCompileCache?.();
  return (require(filename) as Program).run(args);
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
