import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import {
  chainOf,
  stagesOf,
  type Instruction,
} from "../dockerfile/dockerfile.ts";
import { authorship } from "../diff/digest.ts";
import type { Image, Mode } from "../model/project.ts";
import { COMPOSE_FILES } from "../model/compose-files.ts";
import { readYaml } from "../spec/read-yaml.ts";
import type { SpecSource } from "../spec/source.ts";

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
  const last = text.trim().split(/\s+/).at(-1)!;
  return posix.resolve(workdir, last);
}

/** Where Compose looks for additions by itself. */
export const OVERRIDES = ["compose.override.yaml", "compose.override.yml"];

/** An instruction of several lines as BuildKit tells it. */
const onOneLine = (text: string): string =>
  text.replace(/\\\r?\n/g, " ").replace(/[^\S\n]+/g, " ");

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

  /** The last line of a file that matches, or null: of an ignore file, the one that counts. */
  matching(file: string, pattern: RegExp): Place | null {
    const lines = this.textOf(file)?.split(/\r?\n/) ?? [];
    const index = lines.findLastIndex((line) => pattern.test(line));
    return index === -1 ? null : this.at(file, index + 1);
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
    const additions = mode === "development" ? OVERRIDES : [];
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

  /** The instruction of a build step's name, such as `[builder 2/4] COPY src ./src`. */
  ofStep({ dockerfile }: Image, step: string): Place | null {
    const name = /^\[(?:\S+\/\S+ )?(?:(\S+) +| +)?\d+\/\d+\] (.*)$/s.exec(step);
    if (!name) return null;
    const whole = onOneLine(name[2]!);
    // A stage without a name is called by its number.
    const stageName = name[1]?.replace(/^stage-(?=\d+$)/, "");
    const instructions = stagesOf(this.textOf(dockerfile) ?? "").find(
      (each) => each.name === (stageName ?? each.name),
    )?.instructions;
    // Variables may be filled in by then, and a heredoc is cut short.
    const found =
      instructions?.find(({ text }) => onOneLine(text) === whole) ??
      instructions?.find(({ text }) =>
        onOneLine(text).startsWith(whole.slice(0, 20)),
      );
    return found ? this.at(dockerfile, found.line) : null;
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
      const found = this.inDockerfile(
        image,
        target,
        (instruction) =>
          !["FROM", "ENV"].includes(instruction.keyword) &&
          (names.test(instruction.text) ||
            destinationOf(instruction, image.workdir) === part),
      );
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
