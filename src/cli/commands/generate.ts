import { resolve } from "node:path";
import { isKept } from "../../diff/compare.ts";
import { generate } from "../../generate.ts";
import { generateJson, reportGenerate } from "../report-generate.ts";
import { output } from "../terminal.ts";

export interface GenerateFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * `dockwright generate [dir]`
 *
 * @returns 0 when the files fit the spec in the end, 1 when they do not: drift under `--check`, or a file that was kept.
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
    json = false,
  } = flags;
  const result = await generate({
    root: resolve(folder),
    write: !check && !dryRun,
    force,
  });
  if (json) output.line(JSON.stringify(await generateJson(result), null, 2));
  else await reportGenerate(result, { check, diff, dryRun });
  if (check)
    return result.changes.every(({ kind }) => kind === "unchanged") ? 0 : 1;
  return !force && result.changes.some(isKept) ? 1 : 0;
}
