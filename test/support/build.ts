import { execFileSync } from "node:child_process";
import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { CLI } from "./cli.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = [
  "src",
  "templates",
  "scripts",
  "tsdown.config.ts",
  "package.json",
];

const changedAt = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(path: string): number {
  const names = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
    : [];
  return Math.max(
    changedAt(path),
    ...names.map((name) => changedAt(join(path, name))),
  );
}

/**
 * Builds the program that the tests run, unless it is newer than everything it is made of.
 * It is built beside dist/ and moved there, since others may be running what is in it.
 */
export default function setup(): void {
  const built = changedAt(CLI);
  if (built > Math.max(...SOURCES.map((path) => newest(join(ROOT, path)))))
    return;
  const folder = `dist-${process.pid}`;
  const options = ["--out-dir", folder, "--logLevel", "error"];
  execFileSync("npx", ["tsdown", ...options], { cwd: ROOT, stdio: "inherit" });
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  renameSync(join(ROOT, folder), join(ROOT, "dist"));
}
