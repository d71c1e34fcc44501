import type { ImageProblem, Notice } from "../runtime.ts";
import { below } from "../workspace.ts";
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

/** The project's own scripts that npm and pnpm run when they install: https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
const WHEN_INSTALLING = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
];

/** Nothing that has to be there, or that is allowed to fail. */
const HARMLESS =
  /\|\|\s*(?:true|:|exit 0|echo\b.*)\s*$|^\s*(?:npx\s+(?:-y\s+|--yes\s+)?only-allow|echo)\b/;

/** How a script is written so that it does not fail where it cannot run. */
function mended(script: string): string {
  if (/\bprisma\b.*\bgenerate\b/.test(script))
    return "run it in the script `build` and in run.development.user instead, and let the generator of schema.prisma write its `output` into a folder of the source: what it writes into node_modules while building is not in production";
  const allowed = JSON.stringify(`${script} || true`);
  return `where only your own machine needs it, write ${allowed}; what an image needs goes into the script \`build\`, or into run.builder.root and run.development.user of the spec`;
}

/** Scripts that run while an image installs, where neither source nor, for production, devDependencies are. */
export function* installScripts(
  packages: readonly {
    readonly folder: string;
    readonly manifest: PackageJson;
  }[],
  lineOf: (file: string, script: string) => number | null,
): Generator<Notice> {
  for (const { folder, manifest } of packages) {
    const file = below(folder, "package.json");
    for (const name of WHEN_INSTALLING) {
      const script = manifest.scripts[name];
      if (!script?.trim() || HARMLESS.test(script)) continue;
      const line = lineOf(file, name);
      const place = line === null ? file : `${file}:${line}`;
      yield {
        message: `${place}: ${name} runs \`${script}\` while the image installs, where only manifests are, and without devDependencies in production: a build fails where it needs more`,
        advice: mended(script),
      };
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
