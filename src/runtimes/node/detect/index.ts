import type { ContextFiles } from "../../../model/snapshot.ts";
import { plainPath } from "../../../spec/schema/scalars.ts";
import { shellWord } from "../../../stages/steps.ts";
import {
  finding,
  type Dependency,
  type Detected,
  type Detector,
  type Finding,
} from "../../detection.ts";
import { directoriesIn } from "../../detect-directories.ts";
import { localAddresses } from "../../detect-loopback.ts";
import { includedIn } from "../../detect-source.ts";
import { compiles } from "./commands.ts";
import { lockfileFindings, systemPackages } from "./needs.ts";
import { CODE, isShipped, readProject, type NodeProject } from "./project.ts";
import { findServices, type FoundServices } from "./services.ts";
import { WRITES } from "./signs.ts";
import { findVariables, prismaSource } from "./variables.ts";
import { findVersion, olderVersion } from "./version.ts";

/** Where Next.js keeps what it makes while it runs: pages and pictures, and everything in development. */
const NEXT_FOLDER = {
  path: ".next",
  subdirs: ["cache"],
  isKept: false,
  certainty: "certain",
} as const;

/** What its build keeps for the next one would lie in the image, as root's. */
const nextRun = (folder: string) => {
  const path = folder === "." ? ".next/cache" : `${folder}/.next/cache`;
  return { builder: { root: [`rm -rf ${shellWord(path)}`] } };
};

const nextConfiguration = ({ files }: NodeProject) =>
  files.paths.filter((path) => /^next\.config\.[cm]?[jt]s$/.test(path));

/** Next.js compiles a configuration in TypeScript at each start: https://nextjs.org/docs/app/api-reference/config/typescript */
const isRead = (project: NodeProject, path: string): boolean =>
  !path.endsWith("ts") || isShipped(project, "typescript");

const unread = (file: string): Finding =>
  finding(
    "warning",
    "certain",
    `${file} is compiled by typescript at each start, which is a development dependency, so production starts without what it says`,
    { file, line: null },
    "rename it to next.config.mjs, or write typescript under dependencies (`npm install typescript`)",
  );

/**
 * What production runs of a project with a build, where its configuration does not tell: what was made
 * and, where a file is started that is there without a build, all of the source, which it may import.
 */
function outputOf(project: NodeProject, found: FoundServices): string[] | null {
  const { files, manifest, toolchain } = project;
  if (manifest.scripts.build === undefined) return null;
  const { output } = found.framework ?? {};
  if (output) {
    const configuration = nextConfiguration(project);
    return [output, ...configuration.filter((path) => isRead(project, path))];
  }
  const isSource = found.services.some(({ command }) =>
    command.production?.some((word) => files.has(plainPath(word))),
  );
  if (!isSource) return null;
  const made = compiles(project) ? toolchain.output : [];
  return [...new Set([...made, ...toolchain.source.map(({ path }) => path)])];
}

/** A Prisma schema names its database where others install a driver. */
function prismaDriver(files: ContextFiles): Dependency[] {
  const { provider, file, line } = prismaSource(files) ?? {};
  return provider && file !== undefined
    ? [
        {
          name: `prisma:${provider}`,
          wanted: "",
          isDevelopment: false,
          file,
          line: line ?? null,
        },
      ]
    : [];
}

const nothingRuns = (): Finding =>
  finding(
    "problem",
    "certain",
    'package.json has no "start" script and no "main", and no file has a name such as server.js',
    { file: "package.json", line: null },
    'write "start": "node src/server.js" under scripts',
  );

/** Node.js: what runs, what it needs, what it writes. */
export const nodeDetector: Detector = {
  title: "Node.js",
  manifests: ["package.json"],
  program: /^(?:server|index|app|main)\.[cm]?[jt]s$/,
  reads: /\.[cm]?[jt]sx?$|^www$|^schema\.prisma$|^(?:lerna|turbo|nx)\.json$/,
  version: findVersion,
  alternatives: (files) => {
    const older = olderVersion(files);
    return [
      ...(older === null ? [] : [{ node: older }]),
      { packageManager: "npm" as const },
    ];
  },
  detect(input): Detected {
    const project = readProject(input);
    const found = findServices(project);
    const system = systemPackages(project);
    const variables = findVariables(project.lines, input.files);
    const written = directoriesIn(project, WRITES, variables, CODE);
    const included = includedIn(project, written.directories);
    const output = outputOf(project, found);
    const isNext = found.framework?.title === "Next.js";
    const left = isNext
      ? nextConfiguration(project).filter((path) => !isRead(project, path))
      : [];
    const hasProblem = found.findings.some(({ kind }) => kind === "problem");
    return {
      services: found.services,
      directories: [...(isNext ? [NEXT_FOLDER] : []), ...written.directories],
      variables,
      dependencies: [...project.dependencies, ...prismaDriver(input.files)],
      image: {
        ...(Object.keys(system.packages).length > 0 && {
          packages: system.packages,
        }),
        ...(included.include.length > 0 && { include: included.include }),
        ...(output && { output }),
        ...(isNext && output && { run: nextRun(input.folder) }),
      },
      findings: [
        ...found.findings,
        ...(found.services.length === 0 && !hasProblem ? [nothingRuns()] : []),
        ...left.map(unread),
        ...lockfileFindings(project, input.files),
        ...system.findings,
        ...written.findings,
        ...included.findings,
        ...localAddresses(project.lines, variables),
      ],
    };
  },
};
