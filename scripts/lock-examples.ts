/**
 * Makes uv.lock in every example that uses uv; `npm run examples:lock`. Git does not see these
 * files, since uv writes the address of its package registry into them; `exclude-newer` in each
 * pyproject.toml is what makes them the same everywhere. With --if-engine nothing is done where no
 * Docker engine answers: the tests need these files only to build.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleFolder, exampleNames } from "./examples.ts";
import { must } from "./run.ts";
import { pythonTools } from "./tools.ts";

/** The uv that the examples' own Dockerfiles copy from its image. */
const UV = ["uv>=0.11,<0.12"];

const usesUv = (folder: string) => {
  const manifest = join(folder, "pyproject.toml");
  return (
    existsSync(manifest) && readFileSync(manifest, "utf8").includes("[tool.uv]")
  );
};

const isNeeded =
  !process.argv.includes("--if-engine") ||
  spawnSync("docker", ["info"], { timeout: 20_000 }).status === 0;
const folders = isNeeded
  ? exampleNames().map(exampleFolder).filter(usesUv)
  : [];

for (const folder of folders) {
  const uv = join(pythonTools("dockwright-uv", UV), "uv");
  // A lockfile that fits the project already is left as it is, and asks no registry.
  must([uv, "lock", "--quiet"], folder, { UV_PYTHON_DOWNLOADS: "never" });
  console.log(
    `${join(folder, "uv.lock")} fits ${join(folder, "pyproject.toml")}`,
  );
}
