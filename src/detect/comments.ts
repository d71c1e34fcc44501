import type { Finding } from "../runtimes/detection.ts";
import type { Spec } from "../spec/schema/project.ts";
import type { SpecComment } from "../spec/write-yaml.ts";
import type { DetectedImage, Detection } from "./detection.ts";

const WORDS = { certain: "read", likely: "likely", guess: "a guess" } as const;

/** Nothing for what is certain: it would be noise. */
function textOf(found: Finding | undefined): string | null {
  if (!found || found.certainty === "certain") return null;
  const { file, line, certainty, message } = found;
  if (file === null) return `${WORDS[certainty]}: ${message}`;
  return `${WORDS[certainty]}, from ${file}${line === null ? "" : `:${line}`}`;
}

/** What was found about one service: it stands behind the sentence about the service, up to the next one. */
function about(findings: readonly Finding[], words: string): Finding[] {
  const start = findings.findIndex(
    ({ kind, message }) =>
      kind === "service" && message.endsWith(`started by \`${words}\``),
  );
  if (start < 0) return [];
  const rest = findings.slice(start + 1);
  const end = rest.findIndex(
    ({ kind }) => kind !== "port" && kind !== "health",
  );
  return [findings[start]!, ...(end < 0 ? rest : rest.slice(0, end))];
}

function ofService(
  service: DetectedImage["services"][number],
  findings: readonly Finding[],
) {
  const { name, command, ports, healthPath } = service;
  const words = command.production ?? command.development ?? [];
  const found = about(findings, words.join(" "));
  const port = found.find(
    ({ kind, message }) =>
      kind === "port" && message.startsWith(`port ${ports[0]?.container}`),
  );
  const health = found.find(
    ({ kind, message }) =>
      kind === "health" && message.startsWith(`${healthPath} `),
  );
  const at = (key: string) => [
    ["services", name, key],
    ["services", name, "development", key],
  ];
  return [
    { paths: [["services", name]], found: found[0] },
    { paths: at("ports"), found: port },
    { paths: at("health"), found: health },
  ];
}

function ofDirectories(
  { name, directories }: DetectedImage,
  findings: readonly Finding[],
) {
  const sure = directories.filter(({ certainty }) => certainty !== "guess");
  return sure.map(({ path }, index) => ({
    paths: [["images", name, "directories", index]],
    found: findings.find(
      ({ kind, message }) =>
        kind === "directory" && message.startsWith(`${path} `),
    ),
  }));
}

const isIn = (spec: unknown, path: readonly (string | number)[]): boolean =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    spec,
  ) !== undefined;

/**
 * What a spec that was detected says about itself: of each part that is not certain, from which
 * file and line it is. Pure.
 */
export function commentsOf(detection: Detection, spec: Spec): SpecComment[] {
  const { images, backing, findings } = detection;
  const all = [
    ...images.flatMap((image) => [
      ...ofDirectories(image, findings),
      ...image.services.flatMap((each) => ofService(each, findings)),
    ]),
    ...backing.map(({ name }) => ({
      paths: [["services", name]],
      found: findings.find(
        ({ kind, message }) =>
          kind === "backing" && message.startsWith(`${name}: `),
      ),
    })),
  ];
  return all.flatMap(({ paths, found }) => {
    const text = textOf(found);
    const path = paths.find((each) => isIn(spec, each));
    return text === null || !path ? [] : [{ path, text }];
  });
}
