import type { Mount } from "../../model/project.ts";
import type { Problem } from "../../spec/problem.ts";
import type { SettingsSpec } from "../../spec/schema/project.ts";
import { resourceName } from "../../spec/schema/scalars.ts";
import { resolveMount } from "../mounts.ts";
import { writtenSettings, type Check } from "./check.ts";

type Found = Omit<Problem, "path">;

const leaves = (path: string) => /(?:^|\/)\.\.(?:\/|$)/.test(path);

const outside = (path: string): Found => ({
  message: `${path} leaves the project`,
  advice: "write a path inside the project, or an absolute one",
});

const isVolumeName = (name: string) => resourceName.safeParse(name).success;

function mountProblem({ type, source, target }: Mount): Found | null {
  if (type === "tmpfs") return null;
  if (!source) {
    return {
      message: `what is mounted at ${target} is not named`,
      advice:
        type === "bind"
          ? "write source: ./folder"
          : "write source: and a volume's name",
    };
  }
  if (type === "bind") return leaves(source) ? outside(source) : null;
  if (isVolumeName(source)) return null;
  return {
    message: `${JSON.stringify(source)} is no volume's name`,
    advice: `write letters, digits, -, _ and ., or ./${source} for a folder`,
  };
}

function* envFileProblems(
  envFile: SettingsSpec["envFile"],
): Generator<Problem> {
  if (envFile === undefined) return;
  for (const [index, each] of [envFile].flat().entries()) {
    const path = typeof each === "string" ? each : each.path;
    const at = Array.isArray(envFile) ? ["envFile", index] : ["envFile"];
    if (leaves(path)) yield { path: at, ...outside(path) };
  }
}

/** A path of the host that a service names stays inside the project, or says that it does not by being absolute. */
export const hostPaths: Check = function* ({ spec }) {
  for (const { settings, path } of writtenSettings(spec)) {
    for (const [index, volume] of (settings.volumes ?? []).entries()) {
      const found = mountProblem(resolveMount(volume, "/"));
      if (found) yield { path: [...path, "volumes", index], ...found };
    }
    for (const found of envFileProblems(settings.envFile)) {
      yield { ...found, path: [...path, ...found.path] };
    }
  }
};

/** So does the file of a secret, of a service or of a build. */
export const secretFiles: Check = function* ({ spec }) {
  const places = [
    { at: [] as string[], secrets: spec.secrets },
    ...Object.entries(spec.images ?? {}).map(([name, { secrets }]) => ({
      at: ["images", name],
      secrets,
    })),
  ];
  for (const { at, secrets } of places) {
    for (const [name, secret] of Object.entries(secrets ?? {})) {
      if (!("file" in secret) || !leaves(secret.file)) continue;
      yield { path: [...at, "secrets", name, "file"], ...outside(secret.file) };
    }
  }
};
