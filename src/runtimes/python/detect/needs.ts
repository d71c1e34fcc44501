import type { ContextFiles } from "../../../model/snapshot.ts";
import { finding, type Dependency, type Finding } from "../../detection.ts";
import { SYSTEM_NEEDS } from "./system-needs.ts";

const GIT = /\bgit\+|\bgit\s*=\s*["']/;

/** What apt has to install for the dependencies, and why. */
export function systemPackages(dependencies: readonly Dependency[]) {
  const build = new Set<string>();
  const runtime = new Set<string>();
  const findings: Finding[] = [];
  const isBinary = dependencies.some(({ name }) => name === "psycopg-binary");
  for (const dependency of dependencies) {
    const { name, wanted } = dependency;
    if (GIT.test(wanted)) {
      for (const each of ["git", "ca-certificates"]) build.add(each);
      const message = `${name} is installed from a Git repository, so git has to be in packages.build`;
      findings.push(finding("package", "certain", message, dependency));
    }
    const need = SYSTEM_NEEDS.find(({ names }) => names.includes(name));
    if (!need || need.without?.test(wanted) || (name === "psycopg" && isBinary))
      continue;
    for (const each of need.build) build.add(each);
    for (const each of need.runtime) runtime.add(each);
    const packages = [...need.build, ...need.runtime].join(", ");
    const message = `${name} needs packages of the distribution: ${packages}`;
    findings.push(finding("package", "likely", message, dependency));
  }
  return { packages: { build: [...build], runtime: [...runtime] }, findings };
}

/** Package managers whose files we know by name, and do not install from. */
const FOREIGN = [
  { file: "poetry.lock", title: "Poetry" },
  { file: "Pipfile.lock", title: "Pipenv" },
  { file: "Pipfile", title: "Pipenv" },
  { file: "pdm.lock", title: "PDM" },
  { file: "environment.yml", title: "conda" },
] as const;

/** What is to be said of lockfiles: several of them, or one of somebody else's. */
export function lockfileFindings(
  files: ContextFiles,
  taken: string,
): Finding[] {
  const foreign = FOREIGN.filter(({ file }) => files.has(file));
  const hasOwn = files.has("uv.lock") || files.has("requirements.txt");
  const [first] = foreign;
  if (first) {
    const place = { file: first.file, line: null };
    return hasOwn
      ? [
          finding(
            "warning",
            "certain",
            `${first.file} is there beside what ${taken} installs from, which is taken: ${first.title} is not supported`,
            place,
            `take ${first.file} out, or keep both in step`,
          ),
        ]
      : [
          finding(
            "problem",
            "certain",
            `the project is installed by ${first.title}, which is not supported`,
            place,
            "run `uvx migrate-to-uv` and commit uv.lock, or write a requirements.txt",
          ),
        ];
  }
  if (!files.has("uv.lock") || !files.has("requirements.txt")) return [];
  const other = taken === "uv" ? "requirements.txt" : "uv.lock";
  return [
    finding(
      "warning",
      "certain",
      `uv.lock and requirements.txt are both there; ${taken} is taken, since a lockfile says more than a list`,
      { file: "uv.lock", line: null },
      `take ${other} out, or write packageManager: pip in the spec`,
    ),
  ];
}
