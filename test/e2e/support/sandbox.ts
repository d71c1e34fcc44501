import { randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { generate } from "../../../src/generate.ts";
import type { Example } from "../examples/example.ts";
import { build, removeImages, type Build, type Target } from "./build.ts";
import { output } from "./command.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");
const LEFT_OUT = ["node_modules", ".venv", "dist", "secrets", "__pycache__"];

/** Whether a file of an example belongs to its author, and was not made by dockwright or a tool. */
function isAuthored(path: string): boolean {
  if (LEFT_OUT.includes(basename(path))) return false;
  if (statSync(path).isDirectory()) return true;
  return !readFileSync(path, "utf8").includes("dockwright-digest:");
}

/** A copy of an example in a folder of its own, with what dockwright generates for it. */
export class Sandbox {
  readonly root: string;
  /** What sets this copy's projects, volumes and images apart from everybody else's. */
  readonly id = `dwe2e-${randomBytes(4).toString("hex")}`;

  readonly example: Example;

  constructor(example: Example) {
    this.example = example;
    const source = join(EXAMPLES, example.folder);
    if (!existsSync(join(source, example.lockfile.path)))
      throw new Error(
        `${source} has no ${example.lockfile.path}: run \`npm run examples:lock\` first`,
      );
    this.root = mkdtempSync(join(tmpdir(), `${this.id}-`));
    cpSync(source, this.root, { recursive: true, filter: isAuthored });
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** Generates into the folder and gives the states of its files. */
  async generate(write = true): Promise<string[]> {
    const { changes } = await generate({ root: this.root, write });
    return [...new Set(changes.map(({ kind }) => kind))];
  }

  /** Replaces the first occurrence of a text in a file. */
  replace(path: string, from: string, to: string): void {
    const text = readFileSync(this.path(path), "utf8");
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    writeFileSync(this.path(path), text.replace(from, to));
  }

  /** Makes the example's source edit with a word that no build has seen before, and returns the word. */
  edit(): string {
    const { path, text, word } = this.example.edit;
    const fresh = `edited-${randomBytes(4).toString("hex")}`;
    this.replace(path, text, text.replace(word, fresh));
    return fresh;
  }

  build(target: Target): Promise<Build> {
    return build(this.root, { target, label: `dwe2e=${this.id}` });
  }

  /** Takes away the folder and the images; those of a Compose project are its Stack's. */
  async remove(): Promise<void> {
    rmSync(this.root, { recursive: true, force: true });
    await removeImages(`dwe2e=${this.id}`);
  }

  /** Runs a shell script as root in an image, without a network. */
  async inspect(image: string, script: string): Promise<string> {
    const sandbox = ["--rm", "--user", "0", "--network", "none"];
    const shell = ["--entrypoint", "sh", image, "-c", script];
    return output(["docker", "run", ...sandbox, ...shell]);
  }
}
