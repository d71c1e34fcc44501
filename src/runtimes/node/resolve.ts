import type { ContextFiles } from "../../model/snapshot.ts";
import type { ImageSpec } from "../../spec/schema/project.ts";
import { withIncluded, withKinds } from "../find-source.ts";
import type { Resolution } from "../runtime.ts";
import { chooseManager, chooseVersion, MANAGER_FILES } from "./choose.ts";
import { lineOf, literal } from "../scan.ts";
import { nodeProblems, scriptNotices, unlocked } from "./notices.ts";
import {
  NO_PACKAGE_JSON,
  readPackageJson,
  scriptWords,
  type PackageJson,
} from "./package-json.ts";
import {
  findAssets,
  findBuildFiles,
  findManifests,
  splitInstallScripts,
  takePackages,
  type TakenPackages,
} from "./packages.ts";
import type { NodeToolchain } from "./toolchain.ts";
import { readPnpmWorkspace } from "./workspace.ts";

/** The commands that a package's scripts name. */
function commandsOf({ scripts, main }: PackageJson) {
  const start =
    scriptWords(scripts.start) ?? (main === null ? null : ["node", main]);
  return { development: scriptWords(scripts.dev) ?? start, production: start };
}

/** What is copied, watched, built and run of the packages that an image takes. */
function sourceOf(image: ImageSpec, files: ContextFiles, taken: TakenPackages) {
  const { packages, workspace, compiled } = taken;
  const found = (kind: "source" | "tests") =>
    image[kind] ?? packages.flatMap((each) => each[kind]);
  const { include = [] } = image;
  const source = withKinds(files, withIncluded(found("source"), include));
  const buildFiles = findBuildFiles(taken, files);
  const shipped = packages.filter(
    ({ folder }) => workspace?.production.includes(folder) ?? true,
  );
  const { folder, manifest, startsFromSource } = packages.at(-1)!;
  return {
    folder,
    source,
    included: include,
    tests: withKinds(files, found("tests")),
    compiled,
    extras: buildFiles,
    buildFiles,
    commands: commandsOf(manifest),
    workspace,
    startsFromSource,
    build: packages.some(({ isBuilt }) => isBuilt) ? "build" : null,
    output: shipped.flatMap(({ output }) => output),
    assets: findAssets(taken, source, withKinds(files, include)),
  };
}

/** What running the packages takes, and what only working on them does. */
function packagesAsked(root: PackageJson, packages: TakenPackages["packages"]) {
  const all = [root, ...packages.map(({ manifest }) => manifest)];
  const shipped = new Set(all.flatMap(({ dependencies }) => dependencies));
  const asked = new Set(all.flatMap((each) => each.developmentDependencies));
  return {
    productionRequirements: [...shipped],
    developmentPackages: [...asked].filter((name) => !shipped.has(name)),
  };
}

/** What is told of the scripts that installing would run: the root's too, whichever member is taken. */
function scriptWarnings(
  image: ImageSpec,
  files: ContextFiles,
  root: PackageJson,
  { packages }: TakenPackages,
) {
  const members = packages.map((each) => ({ ...each, isTaken: true }));
  const all = members.some(({ folder }) => folder === ".")
    ? members
    : [{ folder: ".", manifest: root, isTaken: false }, ...members];
  const isNamed = image.output !== undefined;
  return scriptNotices(all, isNamed, (file, script) =>
    lineOf(files.read(file), new RegExp(`"${literal(script)}"\\s*:`)),
  );
}

/** Reads a Node project's own files: https://docs.npmjs.com/cli/configuring-npm/package-json */
export function resolveNode(
  image: ImageSpec,
  files: ContextFiles,
  written: readonly string[],
): Resolution<NodeToolchain> {
  const text = files.read("package.json");
  const read = text === null ? null : readPackageJson(text);
  const root =
    read === null || typeof read === "string" ? NO_PACKAGE_JSON : read;
  const manager = chooseManager(image, files, root);
  const packageManager = manager.taken;
  const taken = takePackages(image, files, written, root, packageManager);
  const own = taken.packages.at(-1)!.manifest;
  const version = chooseVersion(image, files, {
    ...root,
    engines: own.engines ?? root.engines,
    volta: own.volta ?? root.volta,
  });
  const { locks } = MANAGER_FILES[packageManager];
  const lockfile = locks.find((lock) => files.has(lock)) ?? null;
  const parts = sourceOf(image, files, taken);
  const configuration = files.read("pnpm-workspace.yaml") ?? "";
  const facts = {
    manifest: read,
    memberProblem: taken.problem,
    isInjected:
      taken.workspace !== null && readPnpmWorkspace(configuration).isInjected,
    hasSource: parts.source.length > 0,
  };
  const isNamed = root.manager?.name === packageManager;
  return {
    problems: [
      ...nodeProblems(facts),
      ...[manager, version].flatMap(({ problem }) => problem ?? []),
    ],
    warnings: [
      ...(lockfile === null ? [unlocked(packageManager)] : []),
      ...scriptWarnings(image, files, root, taken),
    ],
    toolchain: {
      runtime: "node",
      packageManager,
      managerVersion: isNamed ? (root.manager?.version ?? null) : null,
      version: version.taken,
      baseImage: `node:${version.taken}-slim`,
      manifests: [
        ...findManifests(taken, packageManager, lockfile, files),
        ...(image.manifests ?? []),
      ],
      lockfile,
      ...packagesAsked(root, taken.packages),
      ...splitInstallScripts(root, taken, packageManager),
      ...parts,
    },
  };
}
