import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import {
  chainOf,
  stagesOf,
  stepsOf,
  type Instruction,
} from "../dockerfile/dockerfile.ts";
import { authorship } from "../diff/digest.ts";
import type { Image, Mode } from "../model/project.ts";
import { COMPOSE_FILES } from "../model/compose-files.ts";
import { readYaml } from "../spec/read-yaml.ts";
import type { SpecSource } from "../spec/source.ts";
import { ignoreFileOf } from "./ignore-file.ts";

/** A line of a file that a person or dockwright wrote. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const valueAt = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      (value as Record<string, unknown> | null | undefined)?.[key],
    data,
  );

/** Where COPY and ADD put what they are given, absolute; null for other instructions. */
function destinationOf({ keyword, text }: Instruction, workdir: string) {
  if (keyword !== "COPY" && keyword !== "ADD") return null;
  // A heredoc's text stands below the instruction.
  const [line = ""] = text.replace(/\\\r?\n/g, " ").split("\n");
  const last = line
    .trim()
    .split(/[\s",]+/)
    .findLast((word) => word !== "]");
  return posix.resolve(workdir, last!);
}

/** Where Compose looks for additions by itself, as run here: it takes the first that is there. */
const OVERRIDES = ["compose", "docker-compose"].flatMap((name) =>
  ["yml", "yaml"].map((ending) => `${name}.override.${ending}`),
);

/** The file of additions that Compose reads, or none. */
export const additionsIn = (isThere: (file: string) => boolean): string[] =>
  OVERRIDES.filter(isThere).slice(0, 1);

/** A build step's name: the platform, the stage, the step's number in it, the instruction. */
const STEP = /^\[(?:\S+\/\S+ )?(?:(\S+) +| +)?(\d+)\/(\d+)\] (\w+)/;

/** Finds the lines that are the cause of something, in the project's own files. */
export class SourceLines {
  readonly #root: string;
  readonly #spec: SpecSource;
  readonly #texts = new Map<string, string | null>();

  constructor(root: string, spec: SpecSource) {
    this.#root = root;
    this.#spec = spec;
  }

  /** A file's text, or null where it cannot be read. */
  textOf(file: string): string | null {
    let text = this.#texts.get(file);
    if (text === undefined) {
      try {
        text = readFileSync(join(this.#root, file), "utf8");
      } catch {
        text = null;
      }
      this.#texts.set(file, text);
    }
    return text;
  }

  at(file: string, line: number): Place {
    const text = this.textOf(file)?.split(/\r?\n/)[line - 1] ?? "";
    return { file, line, text: text.trim() };
  }

  /** The last line that matches, which is the one that counts, of the file that says what a build does not see. */
  inIgnoreFile(image: Image, pattern: RegExp): Place | null {
    const found = ignoreFileOf(image, (file) => this.textOf(file));
    if (found === null) return null;
    const index = found.lines.findLastIndex((line) => pattern.test(line));
    return index === -1 ? null : this.at(found.file, index + 1);
  }

  /** Where the spec says something, or what stands around it. */
  inSpec(...path: readonly PropertyKey[]): Place {
    return this.at(this.#spec.file, this.#spec.locate(path, true).line);
  }

  /** Where the spec says something of a service, or null. */
  #inService(mode: Mode, service: string, key: string): Place | null {
    const paths = [
      ["services", service, mode, key],
      ["services", service, key],
    ];
    const found = paths.find(
      (path) => valueAt(this.#spec.data, path) !== undefined,
    );
    return found ? this.inSpec(...found) : null;
  }

  #isByHand(file: string): boolean {
    return authorship(this.textOf(file) ?? "") !== "ours";
  }

  /**
   * Where to change something of a service: where a person wrote it, into a Compose file or the
   * spec; else where it was generated.
   *
   * @param specKey What the spec calls it.
   * @param keys What Compose calls it.
   */
  ofService(
    mode: Mode,
    service: string,
    specKey: string,
    ...keys: readonly string[]
  ): Place | null {
    const written = this.inCompose(mode, service, ...keys);
    if (written && this.#isByHand(written.file)) return written;
    return this.#inService(mode, service, specKey) ?? written;
  }

  /** Where to change what a service runs. */
  ofCommand(mode: Mode, service: string, image: Image | null): Place {
    const written = this.ofService(mode, service, "command", "command");
    const built =
      image &&
      this.inDockerfile(image, mode, ({ keyword }) =>
        ["CMD", "ENTRYPOINT"].includes(keyword),
      );
    const isBuilt = built !== null && this.#isByHand(built.file);
    const found = isBuilt ? built : (written ?? built);
    return found ?? this.inSpec("services", service);
  }

  /** Where a Compose file says something of a service; null where no file does. */
  inCompose(
    mode: Mode,
    service: string,
    ...keys: readonly string[]
  ): Place | null {
    const isThere = (file: string) => this.textOf(file) !== null;
    const additions = mode === "development" ? additionsIn(isThere) : [];
    for (const file of [...additions, COMPOSE_FILES[mode]]) {
      const text = this.textOf(file);
      if (text === null) continue;
      const { data, locate } = readYaml(text, file);
      const path = ["services", service, ...keys];
      if (valueAt(data, path) !== undefined)
        return this.at(file, locate(path, true).line);
    }
    return null;
  }

  /** The last instruction of a target, and of the stages below it, that fits. */
  inDockerfile(
    { dockerfile }: Image,
    target: string | null,
    fits: (instruction: Instruction) => boolean,
  ): Place | null {
    const stages = stagesOf(this.textOf(dockerfile) ?? "");
    const instructions = chainOf(stages, target).flatMap(
      (stage) => stage.instructions,
    );
    const found = instructions.findLast(fits);
    return found ? this.at(dockerfile, found.line) : null;
  }

  /**
   * The instruction of a build step's name, such as `[builder 2/4] COPY src ./src`, by its number:
   * BuildKit fills variables in, and tells of a heredoc only how it begins.
   */
  #instructionOf({ dockerfile }: Image, step: string): Instruction | null {
    const name = STEP.exec(step);
    if (!name) return null;
    const [, stage, number, all, keyword] = name;
    const stages = stagesOf(this.textOf(dockerfile) ?? "");
    const steps = stepsOf(stages, stage ?? null);
    // In front of them count FROM, where it names an image, and what that image has for ONBUILD.
    const found = steps[Number(number) - 1 - (Number(all) - steps.length)];
    return found && found.keyword === keyword ? found : null;
  }

  /** Where the instruction of a build step stands. */
  ofStep(image: Image, step: string): Place | null {
    const found = this.#instructionOf(image, step);
    return found ? this.at(image.dockerfile, found.line) : null;
  }

  /** All that a build step runs, without comments: its name has of a heredoc only the first line. */
  textOfStep(image: Image, step: string): string {
    const text = this.#instructionOf(image, step)?.text ?? "";
    return [step, text.replace(/^\s*#.*$/gm, "")].join("\n");
  }

  /**
   * The line of an instruction that names a path, or the nearest folder above it, the last one
   * of a target: what made it, and for whom.
   */
  ofPath(image: Image, target: string | null, path: string): Place | null {
    for (
      let part = path;
      part.startsWith("/") && part.length > 1;
      part = part.replace(/\/[^/]*$/, "")
    ) {
      // Whole, or with a brace or a subfolder behind it; not as a part of another name.
      const names = new RegExp(
        `(?<![\\w.})-])${part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.-])`,
      );
      const found = this.inDockerfile(image, target, (instruction) => {
        if (["FROM", "ENV"].includes(instruction.keyword)) return false;
        // What is copied beside a path is not what made the folder of both.
        const copied = destinationOf(instruction, image.workdir);
        return copied === null ? names.test(instruction.text) : copied === part;
      });
      if (!found) continue;
      // A relative destination is told by its instruction.
      if (/^(?:COPY|ADD)\b/i.test(found.text)) return found;
      // One of many lines is told by the line that names the path.
      const lines = this.textOf(image.dockerfile)!.split(/\r?\n/);
      const index = lines.findIndex(
        (line, at) => at >= found.line - 1 && names.test(line),
      );
      return this.at(image.dockerfile, index + 1);
    }
    return null;
  }
}
