import { resolve } from "node:path";
import { isKept } from "../../diff/compare.ts";
import { generate } from "../../generate.ts";
import { UsageError } from "../../io/find-spec.ts";
import { generateJson, reportGenerate } from "../report-generate.ts";
import { output } from "../terminal.ts";

export interface GenerateFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly merge?: boolean;
  readonly json?: boolean;
}

/**
 * `dockwright generate [dir]`
 *
 * @returns 0 when the files fit the spec in the end, 1 when they do not: drift under `--check`, a file that was
 *   kept, or one with conflict markers.
 */
export async function runGenerate(
  folder: string,
  flags: GenerateFlags,
): Promise<number> {
  const {
    check = false,
    diff = false,
    dryRun = false,
    force = false,
    merge = false,
    json = false,
  } = flags;
  if (force && merge)
    throw new UsageError(
      "--force and --merge exclude each other",
      "--merge brings your edits into the new text, --force puts a copy of them beside it",
    );
  const result = await generate({
    root: resolve(folder),
    write: !check && !dryRun,
    force,
    merge,
  });
  if (json) output.line(JSON.stringify(await generateJson(result), null, 2));
  else await reportGenerate(result, { check, diff, dryRun, merge, force });
  if (check)
    return result.changes.every(({ kind }) => kind === "unchanged") ? 0 : 1;
  const { changes } = result;
  if (changes.some(({ kind }) => kind === "conflicted")) return 1;
  return !force && changes.some(isKept) ? 1 : 0;
}
