import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ownEnvironment } from "../support/own-environment.ts";

const ROOT = join(import.meta.dirname, "../..");

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package as npm packs it, and a project that has installed it, under a path with spaces. */
export class Installed {
  readonly root = mkdtempSync(join(tmpdir(), "dockwright package "));
  readonly project = join(this.root, "a project");
  /** What a start leaves for the next one. */
  readonly cache = join(this.root, "cache");
  readonly tarball: string;
  /** What is in the package. */
  readonly files: readonly string[];

  constructor() {
    const words = ["pack", "--json", "--pack-destination", this.root];
    const answer = this.must(ROOT, "npm", ...words);
    const [packed] = JSON.parse(answer.slice(answer.indexOf("["))) as [
      { filename: string; files: { path: string }[] },
    ];
    this.tarball = join(this.root, packed.filename);
    this.files = packed.files.map(({ path }) => path);
    this.write("package.json", '{ "private": true, "type": "module" }');
    this.must(
      this.project,
      "npm",
      "install",
      "--no-audit",
      "--no-fund",
      this.tarball,
    );
  }

  write(path: string, text: string): void {
    const file = join(this.project, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  run(folder: string, command: string, ...words: string[]): Ended {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: folder,
      encoding: "utf8",
      env: ownEnvironment({ NO_COLOR: "1", XDG_CACHE_HOME: this.cache }),
    });
    return { status, stdout, stderr };
  }

  private must(folder: string, command: string, ...words: string[]): string {
    const { status, stdout, stderr } = this.run(folder, command, ...words);
    if (status === 0) return stdout;
    const said = `${stdout}${stderr}`;
    throw new Error(`${command} ${words.join(" ")}: ${status}\n${said}`);
  }

  /** Runs the installed command in a folder of the project. */
  dockwright(folder: string, ...words: string[]): Ended {
    const command = join(this.project, "node_modules/.bin/dockwright");
    return this.run(join(this.project, folder), command, ...words);
  }
}
