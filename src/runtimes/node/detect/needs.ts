import type { ContextFiles } from "../../../model/snapshot.ts";
import { finding, type Finding } from "../../detection.ts";
import { isFromGit } from "./dependencies.ts";
import { dependency, type NodeProject } from "./project.ts";

/** What apt has to install for the dependencies, and why. */
export function systemPackages(project: NodeProject) {
  const fromGit = project.dependencies.filter(isFromGit);
  const findings: Finding[] = fromGit.map((each) =>
    finding(
      "package",
      "certain",
      `${each.name} is installed from a Git repository, so git has to be in packages.build`,
      each,
    ),
  );
  const prisma = dependency(project, "@prisma/client", "prisma");
  if (prisma)
    findings.push(
      finding(
        "package",
        "likely",
        "Prisma needs openssl, which slim images do not have",
        prisma,
      ),
    );
  const packages = {
    ...(fromGit.length > 0 && { build: ["git", "ca-certificates"] }),
    ...(prisma && { runtime: ["openssl"] }),
  };
  return { packages, findings };
}

const LOCKS = [
  "pnpm-lock.yaml",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
] as const;

/** Of several lockfiles, which one is taken and why. */
export function lockfileFindings(
  project: NodeProject,
  files: ContextFiles,
): Finding[] {
  const { lockfile, packageManager } = project.toolchain;
  const found = LOCKS.filter((file) => files.has(file));
  const others = found.filter((file) => file !== lockfile);
  if (lockfile === null || others.length === 0) return [];
  const reason = project.manifest.manager
    ? "as packageManager in package.json says"
    : "the one that is looked for first";
  return [
    finding(
      "warning",
      "certain",
      `${found.join(" and ")} are all there; ${lockfile} is taken (${packageManager}), ${reason}`,
      { file: others[0]!, line: null },
      `take ${others.join(" and ")} out, or write packageManager in package.json`,
    ),
  ];
}
