import type { ContextFiles } from "../model/snapshot.ts";
import type { Place, PortHint } from "../runtimes/detection.ts";

/** Files of variables, the nearest to what really runs in front. */
const NAMES = [
  ".env",
  ".env.local",
  ".env.development",
  ".env.production",
  ".env.example",
  ".env.sample",
  ".env.template",
  ".env.dist",
  "example.env",
];

/** A variable that a file sets. */
export interface SetVariable extends Place {
  readonly name: string;
  readonly value: string;
}

/** What files of variables set. */
export function readEnvironmentFiles(files: ContextFiles): SetVariable[] {
  return NAMES.flatMap((file) =>
    (files.read(file) ?? "").split("\n").flatMap((text, index) => {
      const [, name, value = ""] =
        /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
      const plain = value.replace(/^(["'])(.*)\1$/, "$2");
      return name ? [{ name, value: plain, file, line: index + 1 }] : [];
    }),
  );
}

const isDockerfile = (path: string) =>
  /^(?:Dockerfile|Containerfile)(?:\.\w+)?$/.test(path);

/** The port that a file of variables sets, then the one that a Dockerfile of the project's own exposes. */
export function portHints(
  files: ContextFiles,
  variables: readonly SetVariable[],
): PortHint[] {
  const set = variables
    .filter(({ name, value }) => name === "PORT" && /^\d{2,5}$/.test(value))
    .map(({ value, file, line }) => ({ port: Number(value), file, line }));
  const exposed = files.paths.filter(isDockerfile).flatMap((file) =>
    (files.read(file) ?? "").split("\n").flatMap((text, index) => {
      const [, port] = /^\s*EXPOSE\s+(\d{2,5})\b/i.exec(text) ?? [];
      return port ? [{ port: Number(port), file, line: index + 1 }] : [];
    }),
  );
  return [...set, ...exposed];
}

/** Files that detection reads beside those of a language. */
export const READS =
  /^(?:\.gitignore|\.env(?:\.\w+)?|example\.env|Procfile|(?:Dockerfile|Containerfile)(?:\.\w+)?|(?:docker-)?compose(?:\.\w+)?\.ya?ml)$/;
