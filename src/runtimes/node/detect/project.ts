import type { Dependency, DetectInput } from "../../detection.ts";
import { codeLines, type CodeLine, type Syntax } from "../../scan.ts";
import {
  NO_PACKAGE_JSON,
  readPackageJson,
  type PackageJson,
} from "../package-json.ts";
import type { NodeToolchain } from "../toolchain.ts";
import { findDependencies } from "./dependencies.ts";

const SCRIPT: Syntax = {
  lineComment: "//",
  blocks: [["/*", "*/"]],
  quotes: "'\"`",
};

/** `bin/www` is how Express's generator calls its server. */
export const CODE = /\.[cm]?[jt]sx?$|(?:^|\/)bin\/www$/;

/** A Node project as its detectors see it. */
export interface NodeProject extends DetectInput {
  readonly toolchain: NodeToolchain;
  readonly manifest: PackageJson;
  readonly lines: readonly CodeLine[];
  readonly dependencies: readonly Dependency[];
}

export function readProject(input: DetectInput): NodeProject {
  const text = input.files.read("package.json");
  const read = text === null ? null : readPackageJson(text);
  return {
    ...input,
    // What `resolve` of this folder made.
    toolchain: input.toolchain as NodeToolchain,
    manifest:
      read === null || typeof read === "string" ? NO_PACKAGE_JSON : read,
    lines: codeLines(input.files, input.toolchain, CODE, SCRIPT),
    dependencies: findDependencies(input.files),
  };
}

/** A package that the project names; the one that production installs, if it is there twice. */
export const dependency = (
  { dependencies }: NodeProject,
  ...names: readonly string[]
): Dependency | null =>
  dependencies.find(({ name }) => names.includes(name)) ?? null;

/** Whether production installs a package. */
export const isShipped = (project: NodeProject, name: string): boolean =>
  dependency(project, name)?.isDevelopment === false;
