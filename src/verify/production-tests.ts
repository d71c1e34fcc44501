import { statSync } from "node:fs";
import { basename, join, posix } from "node:path";
import type { Entry } from "../docker/image.ts";
import { isWithin } from "../model/paths.ts";
import type { Image } from "../model/project.ts";
import { codeOf, evidenceOf, filesOf } from "./source-edit.ts";

/** Folders that hold tests by every runner's custom; `testing` is a module's name as well. */
const FOLDER = /(?:^|\/)(?:tests?|__tests__)\//;

/** The project's own tests, whatever they are called in an image. */
interface Tests {
  /** Whether a file is one by its name and its folder. */
  readonly isTest: (path: string) => boolean;
  /** Where those of development's folders lie when everything is copied as it is. */
  readonly copied: ReadonlySet<string>;
  /** Names that those have, and no source. */
  readonly names: ReadonlySet<string>;
  /** Whether a path behind site-packages is a file of the project's, and not one that a package brought. */
  readonly isOwn: (path: string, size: number) => boolean;
}

function testsOf(copy: string, image: Image): Tests {
  const { workdir, context, toolchain } = image;
  const { tests: named } = evidenceOf(image);
  const source = new Set(codeOf(copy, image).map((path) => basename(path)));
  const folders = toolchain.tests.filter(({ isFolder }) => isFolder);
  const files = filesOf(copy, image, folders);
  const all = [...filesOf(copy, image, toolchain.source), ...files];
  return {
    isTest: (path) => FOLDER.test(path) && named.test(basename(path)),
    copied: new Set(files.map((path) => posix.join(workdir, path))),
    names: new Set(
      files
        .map((path) => basename(path))
        .filter((name) => named.test(name) && !source.has(name)),
    ),
    isOwn: (path, size) =>
      all.some(
        (each) =>
          `/${each}`.endsWith(`/${path}`) &&
          statSync(join(copy, context, each)).size === size,
      ),
  };
}

/** The files of production that only test the project: those of development, and those within its source. */
export function findTests(
  copy: string,
  image: Image,
  added: readonly Entry[],
): { readonly development: Entry[]; readonly source: Entry[] } {
  const { isTest, copied, names, isOwn } = testsOf(copy, image);
  const files = added.filter(
    ({ path, type }) =>
      type === "file" &&
      isWithin(path, image.workdir) &&
      !path.includes("/node_modules/"),
  );
  const installed = ({ path }: Entry) =>
    /.*\/site-packages\/(.*)$/.exec(path)?.[1];
  const isOfDevelopment = (file: Entry) =>
    installed(file) === undefined &&
    (copied.has(file.path) || names.has(basename(file.path)));
  const isOfSource = (file: Entry) => {
    const path = installed(file);
    if (path !== undefined) return isTest(path) && isOwn(path, file.size);
    return isTest(posix.relative(image.workdir, file.path));
  };
  const development = files.filter(isOfDevelopment);
  const source = files.filter(
    (file) => !isOfDevelopment(file) && isOfSource(file),
  );
  return { development, source };
}
