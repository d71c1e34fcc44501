import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isKept } from "../../diff/compare.ts";
import { generate, readProject, type NewSpec } from "../../generate.ts";
import { readExactly, UsageError } from "../../io/find-spec.ts";
import { addToSpec, type Addition } from "../../spec/add-to-spec.ts";
import { formatPath, SpecError } from "../../spec/problem.ts";
import type { Spec } from "../../spec/schema/project.ts";
import { suggest } from "../../spec/suggest.ts";
import { additionOf, type AddFlags } from "../../wizard/addition.ts";
import { reportError } from "../report-error.ts";
import { generateJson, reportGenerate } from "../report-generate.ts";
import { showDiff } from "../show-diff.ts";
import { output } from "../terminal.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

const OPTIONS = {
  name: text,
  version: text,
  image: text,
  command: text,
  ports: text,
  health: text,
  "depends-on": text,
  subdirs: text,
  volume: text,
  dir: { ...text, default: "." },
  "dry-run": flag,
  json: flag,
};

/** Every value is text as it was typed: the version 1.10 is no number. */
function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    const { dir, "dry-run": dryRun, json, ...flags } = values;
    return { words: positionals, flags: flags as AddFlags, dir, dryRun, json };
  } catch (error) {
    const { message } = error as Error;
    const option = /'(--?[\w-]+)/.exec(message)?.[1] ?? "";
    const names = Object.keys(OPTIONS).map((name) => `--${name}`);
    const meant = names.includes(option) ? null : suggest(option, names);
    const [sentence = ""] = message.split(". ");
    throw new UsageError(
      sentence.charAt(0).toLowerCase() + sentence.slice(1),
      meant
        ? `did you mean ${meant}?`
        : "`dockwright --help` lists the options",
    );
  }
}

/** The lines that a person is to write, where they cannot be written for them. */
function linesOf(addition: Addition): string {
  const lines = JSON.stringify(addition.value);
  return addition.kind === "service"
    ? `write it yourself, in services: ${JSON.stringify(addition.name)}: ${lines}`
    : `write it yourself, in images.${addition.image}.directories: ${lines}`;
}

/** The spec with the addition in it, as the text that its file is to have. */
async function edit(
  root: string,
  words: readonly string[],
  flags: AddFlags,
): Promise<NewSpec> {
  const { source } = await readProject(root);
  const addition = additionOf(source.data as Spec, words, flags);
  if ("message" in addition)
    throw new UsageError(addition.message, addition.advice);
  const { file } = source;
  if (file.includes(".config."))
    throw new UsageError(
      `${file} is a program, which is not edited`,
      linesOf(addition),
    );
  const { mark, text: before } = readExactly(join(root, file), file);
  const after = addToSpec(before, file, addition);
  if (after === null)
    throw new UsageError(
      `${file} is written in a way in which this cannot be put in without changing other parts`,
      linesOf(addition),
    );
  return { file, text: mark + after, before };
}

/** Positions in a text that was not written help nobody: the first problem is told by its path. */
async function generateWith(root: string, spec: NewSpec, write: boolean) {
  try {
    return await generate({ root, write, spec });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { path, message, advice } = error.problems[0]!;
    throw new UsageError(`${formatPath(path)}: ${message}`, advice);
  }
}

async function add(args: readonly string[]): Promise<number> {
  const { words, flags, dir, dryRun, json } = parse(args);
  const root = resolve(dir);
  const spec = await edit(root, words, flags);
  const result = await generateWith(root, spec, !dryRun);
  if (json) {
    output.line(JSON.stringify(await generateJson(result), null, 2));
  } else {
    const after = spec.text.replace(/^\uFEFF/, "");
    await showDiff({ path: spec.file, before: spec.before, after });
    output.line();
    await reportGenerate(result, {
      check: false,
      diff: false,
      dryRun,
      merge: false,
      force: false,
    });
  }
  return result.changes.some(isKept) ? 1 : 0;
}

/**
 * `dockwright add service|backing|directory …`
 *
 * @returns 0 when the spec and its files are written, 1 when files of a person's were kept, 2 for
 *   wrong use or a spec that would be refused, with nothing written.
 */
export async function runAdd(args: readonly string[]): Promise<number> {
  try {
    return await add(args);
  } catch (error) {
    // This file is a bundle of its own, whose errors are not those that the program knows.
    const at = args.indexOf("--dir");
    const root = resolve((at >= 0 && args[at + 1]) || ".");
    return reportError(error, { root, json: args.includes("--json") });
  }
}
