import type { ImageProblem, Notice } from "../runtime.ts";
import { MANAGER_FILES } from "./choose.ts";
import type { PackageJson } from "./package-json.ts";

/** What was read of a project, as far as it can be wrong. */
export interface NodeFacts {
  /** Null where there is none; a text says why it cannot be read. */
  readonly manifest: PackageJson | string | null;
  /** What keeps a member of the workspace from being chosen, or null. */
  readonly memberProblem: ImageProblem | null;
  readonly isInjected: boolean;
  readonly hasSource: boolean;
}

/** What keeps a Node image from being built. */
export function* nodeProblems(facts: NodeFacts): Generator<ImageProblem> {
  const { manifest, memberProblem, isInjected, hasSource } = facts;
  if (manifest === null || typeof manifest === "string") {
    const reason = manifest ?? "there is none in the context";
    yield {
      key: ["runtime", "node"],
      message: `package.json cannot be read: ${reason}`,
      advice: "write one (`npm init`) or mend it",
    };
    return;
  }
  if (memberProblem) {
    yield memberProblem;
    return;
  }
  if (isInjected) {
    yield {
      key: ["workspace"],
      message:
        "pnpm-workspace.yaml has injectWorkspacePackages: members would be copied before their source is there",
      advice: "take it out and run `pnpm install`",
    };
  }
  if (!hasSource) {
    yield {
      key: ["runtime", "node"],
      message:
        "no JavaScript or TypeScript file was found to copy into the image",
      advice: "name what belongs into it: source: [src]",
    };
  }
}

/** What a person should know of a project without a lockfile. */
export function unlocked(packageManager: "npm" | "pnpm"): Notice {
  const [lock] = MANAGER_FILES[packageManager].locks;
  return {
    message: `there is no ${lock}, so each build may install other versions`,
    advice: `run \`${packageManager} install\`, commit ${lock} and generate again`,
  };
}
