import type { ImageProblem, Notice } from "../runtime.ts";
import type { Pyproject } from "./pyproject.ts";
import type { Requirements } from "./requirements.ts";
import type { Setup } from "./setup.ts";
import type { PythonToolchain } from "./toolchain.ts";

/** What was read of a project, as far as it can be wrong. */
export interface PythonFacts {
  readonly packageManager: "uv" | "pip";
  /** Null where there is none; a text says why it cannot be read. */
  readonly pyproject: Pyproject | string | null;
  readonly requirements: Requirements;
  readonly setup: Setup;
  /** The file that pip has to read the dependencies out of, or null. */
  readonly listing: PythonToolchain["listing"];
  readonly version: string;
  readonly hasUvLock: boolean;
  readonly hasSource: boolean;
  /** What keeps a member of the workspace from being chosen, or null. */
  readonly memberProblem: ImageProblem | null;
}

/** What keeps dependencies from being read, since they are named for another tool or nowhere. */
function* dependencyProblems(
  { packageManager, requirements }: PythonFacts,
  pyproject: Pyproject,
): Generator<ImageProblem> {
  const isUv = packageManager === "uv";
  if (pyproject.isForPoetry && (isUv || requirements.production === null)) {
    yield {
      key: ["runtime", "packageManager"],
      message: "the project is installed by Poetry, which is not supported",
      advice:
        "run `uvx migrate-to-uv` and commit uv.lock, or write a requirements.txt",
    };
  } else if (isUv && !pyproject.isForUv) {
    yield {
      key: ["runtime", "packageManager"],
      message: "uv needs a [project] in pyproject.toml, and there is none",
      advice:
        "write one with a name, a version and its dependencies, or write packageManager: pip",
    };
  }
}

/** What pip cannot take out of the project's own files: they are read in the build, which runs none of them. */
function* listingProblems(
  { packageManager, requirements, setup, listing, version }: PythonFacts,
  pyproject: Pyproject | null,
): Generator<ImageProblem> {
  if (packageManager !== "pip" || requirements.production !== null) return;
  const advice = "write a requirements.txt, or packageManager: uv";
  if (listing === null && setup.isComputed) {
    yield {
      key: ["runtime", "packageManager"],
      message:
        "setup.py works out install_requires, which only running it would tell",
      advice:
        "write a requirements.txt, or the names themselves: install_requires=[...]",
    };
  }
  if (listing !== "pyproject.toml") return;
  if (/^3\.(?:\d|10)(?:\.|$)/.test(version)) {
    yield {
      key: ["runtime", "python"],
      message: `Python ${version} cannot read the dependencies out of pyproject.toml, which takes 3.11`,
      advice,
    };
  }
  if (pyproject?.developmentExtras === null) {
    yield {
      key: ["runtime", "packageManager"],
      message:
        "the extra for development names the project itself, and not as project.name writes it",
      advice: `write it the same way, or ${advice}`,
    };
  }
}

/** What keeps a Python image from being built. */
export function* pythonProblems(facts: PythonFacts): Generator<ImageProblem> {
  const { packageManager, pyproject, hasSource } = facts;
  if (typeof pyproject === "string") {
    yield {
      key: ["runtime", "python"],
      message: `pyproject.toml cannot be read: ${pyproject}`,
      advice: "mend it and generate again",
    };
    return;
  }
  if (packageManager === "uv" && pyproject === null) {
    yield {
      key: ["runtime", "packageManager"],
      message: "uv needs a pyproject.toml, and there is none",
      advice:
        "run `uv init --bare` in the context, or write packageManager: pip",
    };
  }
  if (pyproject) {
    yield* dependencyProblems(facts, pyproject);
  }
  yield* listingProblems(facts, pyproject);
  if (facts.memberProblem) {
    yield facts.memberProblem;
    return;
  }
  const { local, absent } = facts.requirements;
  if (packageManager === "pip" && local !== null) {
    yield {
      key: ["runtime", "python"],
      message: `the requirements name a folder of the project: ${JSON.stringify(local)}`,
      advice:
        "take the line out: the project itself is installed in a step of its own",
    };
  }
  if (packageManager === "pip" && absent !== null) {
    yield {
      key: ["runtime", "python"],
      message: `${absent.by} names ${absent.path}, which is not in the context`,
      advice: "write the file, or take the line out",
    };
  }
  if (!hasSource) {
    yield {
      key: ["runtime", "python"],
      message: "no Python file was found to copy into the image",
      advice: "name what belongs into it: source: [src]",
    };
  }
}

const unlocked = (file: string, command: string): Notice => ({
  message: `there is no ${file}, so each build may install other versions`,
  advice: `run \`${command}\`, commit ${file} and generate again`,
});

/** What a person should know of a Python image that can be built. */
export function* pythonWarnings(facts: PythonFacts): Generator<Notice> {
  const { packageManager, requirements, hasUvLock, pyproject } = facts;
  if (packageManager === "uv") {
    if (!hasUvLock && pyproject !== null) yield unlocked("uv.lock", "uv lock");
  } else if (requirements.production === null) {
    yield unlocked("requirements.txt", "pip freeze >requirements.txt");
  } else if (!requirements.isPinned) {
    yield {
      message: `${requirements.production} does not hold every package to one version`,
      advice:
        "write exact versions (name==1.2.3), as `pip freeze` or pip-compile does",
    };
  }
}
