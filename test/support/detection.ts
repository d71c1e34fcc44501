import { detect } from "../../src/detect/detect.ts";
import { toSpec } from "../../src/detect/to-spec.ts";
import type { Finding } from "../../src/runtimes/detection.ts";
import type { ServiceSpec } from "../../src/spec/schema/project.ts";
import { refusals, snapshotOf, type Files } from "./specs.ts";

type Given = Readonly<Record<string, string | object>>;

/** Files as they lie on the disk: an object is JSON. */
const filesOf = (given: Given): Files =>
  Object.fromEntries(
    Object.entries(given).map(([path, content]) => [
      path,
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    ]),
  );

const PASSED = new Set(["language", "version", "packageManager", "lockfile"]);

const toLine = ({ kind, certainty, file, line, message }: Finding) =>
  `${kind} (${certainty}) ${file ?? "-"}:${line ?? "-"} ${message}`;

/** What a project says about itself, and the spec that it comes to, which has to be accepted. */
export function detected(given: Given) {
  const files = filesOf(given);
  const detection = detect(snapshotOf(files), "demo");
  const spec = toSpec(detection);
  const findings = detection.findings.filter(({ kind }) => !PASSED.has(kind));
  const ofKind = (...kinds: Finding["kind"][]) =>
    detection.findings.filter(({ kind }) => kinds.includes(kind));
  return {
    detection,
    spec,
    services: (spec?.services ?? {}) as Record<string, ServiceSpec>,
    /** Each finding on a line, but for what every project has. */
    lines: findings.map(toLine),
    problems: ofKind("problem").map(
      ({ message, advice }) => `${message}; ${advice}`,
    ),
    warnings: ofKind("warning").map(
      ({ message, advice }) => `${message}; ${advice}`,
    ),
    /** Why the spec is refused; nothing, if it is right. */
    refused: spec === null ? null : refusals(spec, files),
  };
}

export const LOCK = { "package-lock.json": "{}" };

/** A Node project of these packages and scripts, with its lockfile and a version. */
export const nodeProject = (
  dependencies: readonly string[],
  scripts: Record<string, string>,
  files: Record<string, string | object> = {},
  development: readonly string[] = [],
) => ({
  ...LOCK,
  ".nvmrc": "24\n",
  "package.json": {
    name: "@acme/shop",
    scripts,
    dependencies: Object.fromEntries(dependencies.map((name) => [name, "1"])),
    devDependencies: Object.fromEntries(development.map((name) => [name, "1"])),
  },
  ...files,
});
