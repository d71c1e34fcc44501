/**
 * What linters that others wrote say about every example's generated files; `npm run judges`.
 * A finding that allowed.ts does not name fails, and so does an allowance that no finding needs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copySources, exampleNames, generate } from "../examples.ts";
import { nodeTools, pythonTools } from "../tools.ts";
import { ALLOWED } from "./allowed.ts";
import { checkov } from "./checkov.ts";
import { composeLint } from "./compose-lint.ts";
import { dclint } from "./dclint.ts";
import { hadolint } from "./hadolint.ts";
import type { Finding, Judge } from "./judge.ts";

const JUDGES: readonly Judge[] = [hadolint, checkov, composeLint, dclint];

interface Example {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** A fresh copy of an example, with what the built dockwright makes of it. */
function prepare(root: string, name: string): Example {
  const folder = join(root, name);
  copySources(name, folder);
  const { files } = JSON.parse(generate(folder, "--json")) as {
    files: { path: string }[];
  };
  return { name, folder, files: files.map(({ path }) => path) };
}

/** Whether a place is the one that a pattern names; `*` stands for any part of a name. */
function fits(pattern: string, place: string): boolean {
  const parts = pattern
    .split("*")
    .map((part) => part.replace(/[.#/]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/#]*")}$`).test(place);
}

const used = new Set<string>();

function isAllowed(
  judge: string,
  { rule, file, service }: Finding,
  example: string,
): boolean {
  const place = `${example}/${file}${service === null ? "" : `#${service}`}`;
  const patterns = ALLOWED.filter(
    (allowed) => allowed.judge === judge && allowed.rule === rule,
  )
    .flatMap(({ where }) => where)
    .filter((pattern) => fits(pattern, place));
  for (const pattern of patterns) used.add(`${judge} ${rule} ${pattern}`);
  return patterns.length > 0;
}

/** Holds one example against one judge, and prints a line for each file. */
function hold(
  judge: Judge,
  bin: string,
  { name, folder, files }: Example,
): number {
  const read = files.filter(judge.reads);
  const findings = judge.judge(bin, folder, read);
  let failures = 0;
  for (const file of new Set([...read, ...findings.map((each) => each.file)])) {
    const here = findings.filter((each) => each.file === file);
    const open = here.filter((each) => !isAllowed(judge.name, each, name));
    const word = open.length > 0 ? `${open.length} found` : "fine";
    const allowed =
      here.length > open.length ? `, ${here.length - open.length} allowed` : "";
    console.log(
      `${judge.name.padEnd(12)} ${`${name}/${file}`.padEnd(40)} ${word}${allowed}`,
    );
    for (const { rule, line, service, message } of open) {
      console.log(
        `  ${line}: ${rule}${service === null ? "" : ` (${service})`}: ${message.split("\n")[0]}`,
      );
    }
    failures += open.length;
  }
  return failures;
}

const root = mkdtempSync(join(tmpdir(), "dockwright-judges-"));
try {
  const examples = exampleNames().map((name) => prepare(root, name));
  const python = JUDGES.filter(({ source }) => source === "PyPI").flatMap(
    ({ packages }) => packages,
  );
  const node = JUDGES.filter(({ source }) => source === "npm").flatMap(
    ({ packages }) => packages,
  );
  const bins = {
    PyPI: pythonTools("dockwright-judges", python),
    npm: nodeTools("dockwright-judges-npm", node),
  };
  let failures = 0;
  for (const judge of JUDGES) {
    for (const example of examples)
      failures += hold(judge, bins[judge.source], example);
  }
  for (const { judge, rule, where } of ALLOWED) {
    const rotten = where.filter(
      (pattern) => !used.has(`${judge} ${rule} ${pattern}`),
    );
    failures += rotten.length;
    for (const pattern of rotten)
      console.log(
        `${judge} ${rule} ${pattern}: no finding needs this allowance; take it out of allowed.ts`,
      );
  }
  console.log(
    failures === 0
      ? "The judges have nothing to say."
      : `${failures} to mend, or to allow with a reason in scripts/judges/allowed.ts.`,
  );
  process.exitCode = failures === 0 ? 0 : 1;
} finally {
  rmSync(root, { recursive: true });
}
