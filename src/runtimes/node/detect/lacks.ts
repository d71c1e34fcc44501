import { finding, type Finding } from "../../detection.ts";
import type { Entry } from "./entry.ts";
import { dependency, type NodeProject } from "./project.ts";
import {
  absentFor,
  isOfDistribution,
  missingFor,
  scriptPlace,
  type Started,
} from "./scripts.ts";

const shown = ({ words }: Started) => `\`${words.join(" ")}\``;

function ofDistribution(
  started: Started,
  name: string,
  project: NodeProject,
): Finding {
  return finding(
    "problem",
    "certain",
    `${shown(started)} needs ${name}, which no image of Node.js has`,
    scriptPlace(project, started.script),
    `write packages: { runtime: [${name}] } under the image`,
  );
}

/** A program that production does not have, for whoever starts it; null where it has all. */
export function lacking(
  started: Started,
  project: NodeProject,
): Finding | null {
  const name = missingFor(project, started.words);
  if (name === null) return null;
  if (isOfDistribution(name)) return ofDistribution(started, name, project);
  const isThere = dependency(project, name) !== null;
  const build = /^(?:tsx|ts-node)$/.test(name)
    ? ', or a "build" script that compiles and a "start" that runs what it makes'
    : "";
  return finding(
    "problem",
    "certain",
    isThere
      ? `${shown(started)} needs ${name}, which is a development dependency, so production does not have it`
      : `${shown(started)} needs ${name}, which package.json does not name`,
    scriptPlace(project, started.script),
    `write ${name} under dependencies (\`npm install ${name}\`)${build}`,
  );
}

/** A file that production starts and nothing makes. */
export function unmade(started: Started, project: NodeProject): Finding | null {
  const path = absentFor(project, started.words);
  if (path === null || project.manifest.scripts.build !== undefined)
    return null;
  const advice = dependency(project, "typescript")
    ? 'write "build": "tsc" under scripts, or start a file that is there'
    : 'write a "build" script that makes it, or start a file that is there';
  return finding(
    "problem",
    "certain",
    `${shown(started)} starts ${path}, which is not there, and no "build" script makes it`,
    scriptPlace(project, started.script),
    advice,
  );
}

/** Nothing that production has runs TypeScript. */
export const uncompiled = ({ path, certainty }: Entry): Finding =>
  finding(
    "problem",
    certainty,
    `${path} is TypeScript, and nothing that production has compiles or runs it`,
    { file: path, line: null },
    'write a "build" script (`tsc`) and a "start" script (`node dist/…`), or tsx under dependencies',
  );
