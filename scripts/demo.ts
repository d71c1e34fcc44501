/**
 * The main job, shown: thoth's sources and its spec go into a new folder, and dockwright generates
 * its Docker setup there. `npm run demo [folder]`; needs Node alone.
 */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CLI, copySources } from "./examples.ts";
import { run } from "./run.ts";

/** Each stage of a Dockerfile, with the sentence that stands above it. */
const stagesOf = (dockerfile: string) =>
  [...dockerfile.matchAll(/^# (\S+): (.+)\nFROM \S+ AS \1$/gm)].map(
    ([, name, purpose]) => `  ${name!.padEnd(13)} ${purpose}`,
  );

const listing = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const quoted = (path: string) =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

const [given] = process.argv.slice(2);
const folder =
  given === undefined ? mkdtempSync(join(tmpdir(), "thoth-")) : resolve(given);
copySources("thoth", folder);

console.log(`thoth's sources and its spec are in ${folder}`);
console.log(
  `\n$ cat dockwright.yaml\n${readFileSync(join(folder, "dockwright.yaml"), "utf8")}`,
);
console.log("$ dockwright generate");
const before = new Set(listing(folder));
const { status, stdout, stderr } = run(
  [process.execPath, CLI, "generate", folder],
  folder,
);
process.stdout.write(stdout);
process.stderr.write(stderr);
if (status !== 0) process.exit(status ?? 1);

console.log("\nThe Dockerfile's stages:");
for (const line of stagesOf(readFileSync(join(folder, "Dockerfile"), "utf8")))
  console.log(line);
const made = listing(folder).filter((path) => !before.has(path));
console.log(
  `\n${made.length} files were made. With Docker, what comes next is:\n`,
);
console.log(`  cd ${quoted(folder)}
  docker compose up --build --wait      # development: builds, starts, waits until all is healthy
  docker compose watch                  # carries every saved file into the containers

In CI, this says whether the files still fit the spec:

  node ${quoted(CLI)} --check
`);
