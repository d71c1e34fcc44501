import { parse } from "yaml";
import type { ContextFiles } from "../../model/snapshot.ts";
import { memberFolders, type Member } from "../workspace.ts";
import {
  NO_PACKAGE_JSON,
  readPackageJson,
  type PackageJson,
} from "./package-json.ts";

/** A package of npm's or pnpm's workspace. */
export interface NodeMember extends Member {
  readonly manifest: PackageJson;
}

/** https://pnpm.io/pnpm-workspace_yaml */
interface PnpmWorkspace {
  readonly packages: readonly string[];
  /** Whether members are copied into node_modules and not linked. */
  readonly isInjected: boolean;
}

/** @returns What the file says; of one that cannot be read, pnpm tells what is wrong. */
export function readPnpmWorkspace(text: string): PnpmWorkspace {
  let root: unknown;
  try {
    root = parse(text);
  } catch {
    root = null;
  }
  const { packages, injectWorkspacePackages } = (root ?? {}) as {
    packages?: unknown;
    injectWorkspacePackages?: unknown;
  };
  return {
    packages: Array.isArray(packages)
      ? packages.filter((each) => typeof each === "string")
      : [],
    isInjected: injectWorkspacePackages === true,
  };
}

function memberAt(files: ContextFiles, folder: string): NodeMember {
  const path = folder === "." ? "package.json" : `${folder}/package.json`;
  const read = readPackageJson(files.read(path) ?? "");
  const manifest = typeof read === "string" ? NO_PACKAGE_JSON : read;
  const { name, dependencies, developmentDependencies } = manifest;
  return { folder, name, dependencies, developmentDependencies, manifest };
}

/** The members of the workspace that a context is the root of, the root in front; none where it is not one. */
export function findMembers(
  files: ContextFiles,
  packageManager: "npm" | "pnpm",
  manifest: PackageJson,
): NodeMember[] {
  const globs =
    packageManager === "npm"
      ? manifest.workspaces
      : readPnpmWorkspace(files.read("pnpm-workspace.yaml") ?? "").packages;
  const folders = memberFolders(files, "package.json", globs);
  if (folders.length === 0) return [];
  return [".", ...folders].map((folder) => memberAt(files, folder));
}
