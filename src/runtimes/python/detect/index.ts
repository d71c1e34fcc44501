import {
  finding,
  type Detected,
  type DetectedService,
  type Detector,
  type Finding,
} from "../../detection.ts";
import { directoriesIn } from "../../detect-directories.ts";
import { localAddresses } from "../../detect-loopback.ts";
import { includedIn } from "../../detect-source.ts";
import { systemPackages, lockfileFindings } from "./needs.ts";
import {
  CODE,
  isBelowSrc,
  readProject,
  sourceOf,
  startedIn,
  type PythonProject,
} from "./project.ts";
import { findServices } from "./services.ts";
import { findVariables } from "./variables.ts";
import { findVersion, olderVersion } from "./version.ts";
import { wholeCalls } from "./whole-calls.ts";
import { writesOf } from "./writes.ts";

/**
 * Where `src` is no package that is installed, Python has to be told to look there; and at the
 * top for what a Procfile starts in a folder, as Heroku tells it.
 */
function pathOf(project: PythonProject, services: readonly DetectedService[]) {
  const { folder, isPackage } = project;
  const [first] = project.lines.filter(({ file }) => isBelowSrc(project, file));
  const top = folder === "." ? "/app" : `/app/${folder}`;
  if (!isPackage && first && services.length > 0)
    return { environment: { PYTHONPATH: `${top}/src` } };
  return startedIn(project).length > 0
    ? { environment: { PYTHONPATH: top } }
    : {};
}

const nothingRuns = (): Finding =>
  finding(
    "problem",
    "certain",
    "no Python program was found that could be started",
    null,
    "write services.app.command, such as [python, -m, shop]",
  );

/** Python: what runs, what it needs, what it writes. */
export const pythonDetector: Detector = {
  title: "Python",
  manifests: [
    "pyproject.toml",
    "requirements.txt",
    "setup.py",
    "Pipfile",
    "manage.py",
  ],
  program: /^(?!setup|conftest|noxfile|tasks|fabfile)[^.].*\.py$/,
  reads: /\.py$|^(?:Pipfile|uv\.toml|setup\.cfg|runtime\.txt|\.tool-versions)$/,
  version: findVersion,
  alternatives: (files) => {
    const older = olderVersion(files);
    return [...(older === null ? [] : [{ python: older }])];
  },
  detect(input): Detected {
    const project = readProject(input);
    const { services, findings } = findServices(project);
    const system = systemPackages(project.dependencies);
    const variables = findVariables(project.lines);
    const { files } = project;
    const lines = wholeCalls(project.lines);
    const written = directoriesIn(
      { lines, files },
      writesOf(project),
      variables,
      CODE,
    );
    const included = includedIn(project, written.directories);
    const hasProblem = findings.some(({ kind }) => kind === "problem");
    const source = sourceOf(input);
    const { build, runtime } = system.packages;
    const packages = {
      ...(build.length > 0 && { build }),
      ...(runtime.length > 0 && { runtime }),
    };
    return {
      services,
      directories: written.directories,
      variables,
      dependencies: project.dependencies,
      image: {
        ...(source && { source }),
        ...(included.include.length > 0 && { include: included.include }),
        ...pathOf(project, services),
        ...(Object.keys(packages).length > 0 && { packages }),
      },
      findings: [
        ...findings,
        ...(services.length === 0 && !hasProblem ? [nothingRuns()] : []),
        ...project.missing,
        ...lockfileFindings(input.files, input.toolchain.packageManager),
        ...system.findings,
        ...written.findings,
        ...included.findings,
        ...localAddresses(project.lines, variables),
      ],
    };
  },
};
