import { finding, type Finding, type Place } from "../../detection.ts";
import { isProjectPath, plainPath } from "../../../spec/schema/scalars.ts";
import type { NodeProject } from "./project.ts";

/** A command as a container can run it, the files whose variables it is handed, and what is to be said of both. */
export interface ContainerWords {
  readonly words: readonly string[];
  readonly envFiles: readonly string[];
  readonly findings: readonly Finding[];
}

/** https://nodejs.org/api/cli.html#--env-filefile */
function withoutEnvFiles(words: readonly string[]) {
  const envFiles: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [, flag, inline] =
      /^(--env-file(?:-if-exists)?)(?:=(.*))?$/.exec(words[at]!) ?? [];
    if (flag === undefined) {
      rest.push(words[at]!);
      continue;
    }
    envFiles.push(plainPath(inline ?? words[(at += 1)] ?? ""));
  }
  return { rest, envFiles: envFiles.filter(isProjectPath) };
}

/** What pm2 starts, which a settings file may say: https://pm2.keymetrics.io/docs/usage/application-declaration/ */
function pm2Words(
  { files }: NodeProject,
  [program, action, target]: readonly string[],
): string[] | null {
  if (program !== "pm2" || action !== "start" || !target) return null;
  const path = plainPath(target);
  const isSettings = /\.config\.[cm]?js$|\.json$/.test(path);
  const [, named] =
    /\bscript["']?\s*:\s*["'`]([^"'`]+)["'`]/.exec(
      (isSettings && files.read(path)) || "",
    ) ?? [];
  const started = plainPath(isSettings ? (named ?? "") : path);
  return /\.[cm]?js$/.test(started) || files.has(started)
    ? ["node", started]
    : null;
}

/** A command as a container runs it: without the files that no image has, and in the foreground. */
export function inContainer(
  project: NodeProject,
  written: readonly string[],
  place: Place,
): ContainerWords {
  const { rest, envFiles } = withoutEnvFiles(written);
  const foreground = pm2Words(project, rest);
  const words = foreground ?? rest;
  return {
    words,
    envFiles,
    findings: [
      ...envFiles.map((file) =>
        finding(
          "variable",
          "certain",
          `${file} is in no image: Compose hands its variables on, and the command runs without its flag`,
          place,
        ),
      ),
      ...(foreground
        ? [
            finding(
              "warning",
              "certain",
              `\`${rest.join(" ")}\` leaves the program in the background, and a container ends with its command`,
              place,
              `the service runs \`${words.join(" ")}\`, which Compose starts again by itself`,
            ),
          ]
        : []),
    ],
  };
}
