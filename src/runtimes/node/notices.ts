import type { ImageProblem, Notice } from "../runtime.ts";
import { below } from "../workspace.ts";
import { MANAGER_FILES } from "./choose.ts";
import { installScripts, type InstallScript } from "./install-scripts.ts";
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

/** How to write what production needs of what a script does. */
function mended(script: string): string {
  if (/\bprisma\b.*\bgenerate\b/.test(script))
    return "let the generator of schema.prisma write its `output` into a folder of the source; with npm, output: [dist, node_modules/.prisma] takes what it writes there by itself";
  return "name what production needs of it: output: [dist]; or write what it does into the script `build`";
}

/** What a script does that installing leaves out, or null where there is nothing to tell. */
function scriptNotice(
  { name, script, fate }: InstallScript,
  manifest: PackageJson,
  isTaken: boolean,
  isNamed: boolean,
): Notice | null {
  const what = `${name} runs \`${script}\``;
  if (/\bpatch-package\b/.test(script))
    return manifest.dependencies.includes("patch-package")
      ? null
      : {
          message: `${what}, which production installs without devDependencies`,
          advice: "move patch-package from devDependencies to dependencies",
        };
  if (fate === "more" || (fate === "follows" && !isTaken))
    return {
      message: `${what}, which no image does`,
      advice: "write what an image needs of it into the script `build`",
    };
  if (fate !== "follows" || isNamed) return null;
  return {
    message: `${what} once the source is there: what it writes into node_modules is not in production`,
    advice: mended(script),
  };
}

/**
 * What becomes of scripts that installing would run.
 *
 * @param isNamed Whether the spec names the output: who does knows what comes of them.
 * @param lineOf The line of a script in a package.json.
 */
export function* scriptNotices(
  packages: readonly {
    readonly folder: string;
    readonly manifest: PackageJson;
    /** Whether its source is in the image. */
    readonly isTaken: boolean;
  }[],
  isNamed: boolean,
  lineOf: (file: string, script: string) => number | null,
): Generator<Notice> {
  for (const { folder, manifest, isTaken } of packages) {
    const file = below(folder, "package.json");
    for (const each of installScripts(manifest)) {
      const notice = scriptNotice(each, manifest, isTaken, isNamed);
      if (notice === null) continue;
      const line = lineOf(file, each.name);
      const place = line === null ? file : `${file}:${line}`;
      yield { ...notice, message: `${place}: ${notice.message}` };
    }
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
