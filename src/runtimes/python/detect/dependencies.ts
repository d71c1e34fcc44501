import type { ContextFiles } from "../../../model/snapshot.ts";
import type { Dependency } from "../../detection.ts";

/** `uvicorn[standard]>=0.30`, and `uvicorn = "^0.30"` as Poetry and Pipenv write it. */
const REQUIREMENT = /^([A-Za-z][\w.-]*)\s*(.*)$/;

const DEVELOPMENT = /dev|test|lint|docs/i;

/** Names are compared as PyPI does: https://packaging.python.org/en/latest/specifications/name-normalization/ */
const normal = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");

function inRequirements(file: string, text: string): Dependency[] {
  const isDevelopment = DEVELOPMENT.test(file);
  return text.split("\n").flatMap((written, index) => {
    const [, name, wanted = ""] =
      REQUIREMENT.exec(written.replace(/(?:^|\s)#.*/, "").trim()) ?? [];
    const egg = /[#&]egg=([\w.-]+)/.exec(written)?.[1];
    const isLink = /^\s*git\+/.test(written);
    const found = isLink ? (egg ?? "git") : name;
    if (!found) return [];
    const rest = isLink ? written.trim() : wanted.replace(/\\$/, "").trim();
    return [
      {
        name: normal(found),
        wanted: rest,
        isDevelopment,
        file,
        line: index + 1,
      },
    ];
  });
}

/** The table that a line of TOML opens, or null. */
const tableIn = (line: string) =>
  /^\s*\[\[?\s*([^\]]+?)\s*\]/.exec(line)?.[1] ?? null;

/** Keys of a pyproject.toml that hold a list of requirements. */
const LISTS =
  /^(?:project\.dependencies|project\.optional-dependencies\.|dependency-groups\.)/;

/** Tables of a pyproject.toml or a Pipfile with an entry for each package. */
const ENTRIES =
  /^(?:tool\.uv\.sources|tool\.poetry\.(?:group\.[\w-]+\.)?(?:dev-)?dependencies|(?:dev-)?packages)$/;

/** Packages of a pyproject.toml or a Pipfile, read line by line so that each has its place. */
function inToml(file: string, text: string): Dependency[] {
  const found: Dependency[] = [];
  let table = "";
  let open: string | null = null;
  for (const [index, whole] of text.split("\n").entries()) {
    const line = whole.replace(/(?:^|\s)#.*/, "");
    const opened: string | null = open === null ? tableIn(line) : null;
    if (opened !== null) {
      table = opened;
      continue;
    }
    const entry: string[] = /^\s*"?([\w.-]+)"?\s*=\s*(.*)$/.exec(line) ?? [];
    const [, key = "", own = ""] = open === null ? entry : [];
    const value: string = open === null ? own : line;
    const path: string = open ?? [table, key].filter(Boolean).join(".");
    const isDevelopment = DEVELOPMENT.test(path.replace(/^project\./, ""));
    const place = { isDevelopment, file, line: index + 1 };
    if (ENTRIES.test(table) && key) {
      found.push({ name: normal(key), wanted: value, ...place });
      continue;
    }
    if (!LISTS.test(path)) continue;
    for (const [, quoted] of value.matchAll(/["']([^"']+)["']/g)) {
      const [, name, wanted = ""] = REQUIREMENT.exec(quoted!) ?? [];
      if (name) found.push({ name: normal(name), wanted, ...place });
    }
    // What stands in brackets inside a quoted text is an extra.
    const bare: string = value.replace(/"[^"]*"|'[^']*'/g, "");
    open =
      (open !== null || bare.includes("[")) && !bare.includes("]")
        ? path
        : null;
  }
  return found;
}

/** Packages of a setup.py or setup.cfg: what `install_requires` names, each on its line or all on one. */
function inSetup(file: string, text: string): Dependency[] {
  const found: Dependency[] = [];
  let isOpen = false;
  for (const [index, whole] of text.split("\n").entries()) {
    const line = whole.replace(/(?:^|\s)#.*/, "");
    const [, opened] = /\binstall_requires\s*=\s*(.*)$/.exec(line) ?? [];
    // In setup.cfg the list ends with the indentation, in setup.py with its bracket.
    const isIni = file.endsWith(".cfg");
    if (isIni && /^\S/.test(line)) isOpen = false;
    if (opened !== undefined) isOpen = true;
    if (!isOpen) continue;
    const value = opened ?? line;
    const written = isIni
      ? [value.trim()]
      : [...value.matchAll(/["']([^"']+)["']/g)].map(([, each]) => each!);
    for (const each of written) {
      const [, name, wanted = ""] = REQUIREMENT.exec(each) ?? [];
      const place = { isDevelopment: false, file, line: index + 1 };
      if (name) found.push({ name: normal(name), wanted, ...place });
    }
    const bare = value.replace(/"[^"]*"|'[^']*'/g, "");
    if (!isIni && (bare.includes("]") || !/[[\w"',]/.test(value)))
      isOpen = false;
  }
  return found;
}

/** Every package that a project's own files name, each where it is first written. */
export function findDependencies(files: ContextFiles): Dependency[] {
  const listed = ["pyproject.toml", "Pipfile"].flatMap((file) =>
    inToml(file, files.read(file) ?? ""),
  );
  const inSetups = ["setup.py", "setup.cfg"].flatMap((file) =>
    inSetup(file, files.read(file) ?? ""),
  );
  const isRequirements =
    /^(?:[\w.-]*requirements[\w.-]*\.txt|requirements\/[\w.-]+\.txt)$/;
  const required = files.paths
    .filter((path) => isRequirements.test(path))
    .flatMap((file) => inRequirements(file, files.read(file) ?? ""));
  return [...listed, ...inSetups, ...required];
}
