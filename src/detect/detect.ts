import { findOwnCompose } from "./own-compose.ts";
import { filesIn, type Snapshot } from "../model/snapshot.ts";
import { detectorOf } from "../runtimes/detectors.ts";
import { RUNTIMES } from "../runtimes/index.ts";
import {
  finding,
  type DetectedService,
  type Finding,
} from "../runtimes/detection.ts";
import { toBacking } from "./backing.ts";
import { findContexts, findOthers, findUnknown, isEmpty } from "./contexts.ts";
import type { DetectedImage, Detection } from "./detection.ts";
import { findImage, type FoundImage } from "./image.ts";
import { freeName, packageName, toName } from "./names.ts";
import { findWorkspaces } from "./workspaces.ts";

const LANGUAGES = Object.values(RUNTIMES)
  .map((runtime) => detectorOf(runtime).title)
  .join(" and ");

/** Why there is nothing to build, in one sentence. */
function nothing(snapshot: Snapshot): Finding {
  const unknown = findUnknown(snapshot);
  if (unknown) {
    const { file, language } = unknown;
    return finding(
      "problem",
      "certain",
      `this is a project in ${language}, and only ${LANGUAGES} are built`,
      { file, line: null },
      "write services with an image: of your own, such as web: { image: ghcr.io/you/web:1 }",
    );
  }
  return finding(
    "problem",
    "certain",
    isEmpty(snapshot)
      ? "the folder is empty: there is nothing to run yet"
      : `no project in ${LANGUAGES} was found`,
    null,
    "write a program first, with a package.json, a pyproject.toml or a requirements.txt beside it",
  );
}

/** Projects in other languages beside those that are built. */
const others = (snapshot: Snapshot): Finding[] =>
  findOthers(snapshot).map(({ file, language }) =>
    finding(
      "warning",
      "certain",
      `this is a project in ${language} too, which is not built`,
      { file, line: null },
      `write a service with an image of its own for it, such as ${toName(language)}: { image: … }`,
    ),
  );

/** What is told: once, and where a place is known, with it. */
function once(told: readonly Finding[]): Finding[] {
  const placed = new Set(
    told.filter(({ file }) => file !== null).map(({ message }) => message),
  );
  const all = told.filter(
    ({ file, message }) => file !== null || !placed.has(message),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** Whether another project installs it: then it is a library, whatever it could run. */
const isLibrary = (
  { packageName: name, image }: FoundImage,
  found: readonly FoundImage[],
): boolean =>
  name !== null &&
  image.services.every(({ ends }) => ends) &&
  found.some(({ dependencies }) => dependencies.includes(name));

/** Of several projects, those that run something: the others are there for them. */
function running(all: readonly FoundImage[]): FoundImage[] {
  const found = all.filter((each) => !isLibrary(each, all));
  const runs = found.filter(
    ({ image, findings }) =>
      image.services.length > 0 ||
      findings.some(({ kind }) => kind === "service"),
  );
  return runs.length > 0 ? runs : all.slice(0, 1);
}

const isBelow = (folder: string, outer: string) =>
  folder !== outer && (outer === "." || folder.startsWith(`${outer}/`));

/** Each project without what lies in another that runs inside it: its code, ports and variables are not the outer's. */
const apart = (
  snapshot: Snapshot,
  found: readonly FoundImage[],
): FoundImage[] =>
  found.map((each) => {
    const inner = found
      .filter(
        ({ image }) => image.workspace === null && image.services.length > 0,
      )
      .filter(({ folder }) => isBelow(folder, each.folder));
    if (inner.length === 0 || each.image.workspace !== null) return each;
    const paths = snapshot.paths.filter(
      (path) => !inner.some(({ folder }) => path.startsWith(`${folder}/`)),
    );
    const alone = findImage({ ...snapshot, paths }, each, null);
    // Where all that runs lies in there, the files around it are its.
    return alone.image.services.length > 0 ? alone : each;
  });

const isMain = ({ name }: DetectedService) => name === "web" || name === "app";

/** The image of one folder is called after what it runs; of several each after its folder. */
function named(found: readonly FoundImage[], project: string): DetectedImage[] {
  const images = new Set<string>();
  const services = new Set(["postgres", "redis"]);
  const isAlone = found.length === 1;
  return found.map(({ folder, image, runtime }) => {
    const own =
      folder === "."
        ? project
        : (toName(folder.split("/").at(-1)!) ?? runtime.name);
    const main = image.services.find(isMain)?.name;
    const name = freeName(
      isAlone && folder === "." ? (main ?? project) : own,
      images,
    );
    return {
      ...image,
      name,
      services: image.services.map((service) => {
        const wanted = isAlone
          ? service.name
          : isMain(service)
            ? name
            : `${name}-${service.name}`;
        return { ...service, name: freeName(wanted, services) };
      }),
    };
  });
}

/**
 * What a repository says about itself: its languages, what runs and how, its ports, its backing
 * services, the directories it writes, and what keeps it from running. Pure: plain data in, plain
 * data out.
 *
 * @param snapshot A listing and the contents of what detection reads, as `readForDetection` gives it.
 * @param folder The name of the project's folder, for a project that has none of its own.
 */
export function detect(snapshot: Snapshot, folder = "app"): Detection {
  const contexts = findContexts(snapshot);
  const workspaces = findWorkspaces(snapshot, contexts);
  const roots = new Map(
    workspaces.flatMap(({ root, members }) =>
      members.map((member) => [member, root.folder] as const),
    ),
  );
  const all = contexts.map((context) =>
    findImage(snapshot, context, roots.get(context) ?? null),
  );
  const found = apart(snapshot, running(all));
  const used = [...new Set(found.flatMap(({ backing }) => backing))];
  const backing = used.map((name) => toBacking(name, snapshot));
  const told = [
    ...workspaces.map((each) => each.finding),
    ...found.flatMap(({ findings }) => findings),
    ...backing.flatMap(({ findings }) => findings),
    ...(contexts.length === 0
      ? [nothing(snapshot)]
      : [...others(snapshot), ...findOwnCompose(snapshot, used)]),
  ];
  const name =
    toName(packageName(filesIn(snapshot, ".")) ?? "") ??
    toName(folder) ??
    "app";
  return {
    name,
    images: named(found, name),
    backing: backing.map((each) => each.backing),
    findings: once(told),
  };
}
