import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import type { ImageProblem } from "../runtime.ts";
import type { Pyproject } from "./pyproject.ts";
import { satisfies, versionFor } from "./requires-python.ts";
import type { Requirements } from "./requirements.ts";

/** What is taken where nothing says otherwise. */
const DEFAULT = "3.13";

/** The spec's word first, then the lockfile, then what pyproject.toml and the requirements suggest. */
export function chooseManager(
  image: ImageSpec,
  files: ContextFiles,
  pyproject: Pyproject | null,
  requirements: Requirements,
): "uv" | "pip" {
  const wanted = image.runtime.packageManager;
  if (wanted === "uv" || wanted === "pip") return wanted;
  if (files.has("uv.lock")) return "uv";
  if (!pyproject?.isForUv) return "pip";
  return pyproject.usesUv || requirements.production === null ? "uv" : "pip";
}

export interface ChosenVersion {
  readonly version: string;
  readonly problem: ImageProblem | null;
}

/** The spec's word first, then .python-version, then requires-python. */
export function chooseVersion(
  image: ImageSpec,
  files: ContextFiles,
  range: string | null,
): ChosenVersion {
  const written = image.runtime.python;
  const pinned = /(\d+\.\d+)/.exec(files.read(".python-version") ?? "")?.[1];
  const fitting = versionFor(range ?? "");
  const problem = (message: string, advice: string): ImageProblem => ({
    key: ["runtime", "python"],
    message,
    advice,
  });
  const chosen = written != null ? String(written) : (pinned ?? fitting);
  if (chosen === null) {
    return {
      version: DEFAULT,
      problem: problem(
        `no official image of Python fits requires-python = "${range}"`,
        `write the version to take: runtime: { python: "${DEFAULT}" }`,
      ),
    };
  }
  if (range === null || satisfies(chosen, range)) {
    return { version: chosen, problem: null };
  }
  const where = written != null ? "the spec" : ".python-version";
  return {
    version: chosen,
    problem: problem(
      `${where} asks for Python ${chosen}, pyproject.toml for ${range}`,
      `write a version that fits both, such as "${fitting ?? DEFAULT}"`,
    ),
  };
}
