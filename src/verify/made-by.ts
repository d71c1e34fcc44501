import { posix } from "node:path";
import type { Image } from "../model/project.ts";
import { evidenceOf } from "./source-edit.ts";
import type { Place, SourceLines } from "./source-lines.ts";

const INSTALLED = /\/(?:node_modules|site-packages)\//;

/** The line of a stage that installs, in the last instruction that does. */
function installIn(
  lines: SourceLines,
  image: Image,
  stage: string,
): Place | null {
  const { installs } = evidenceOf(image);
  const found = lines.inDockerfile(
    image,
    stage,
    ({ keyword, text }) => keyword === "RUN" && installs.test(text),
  );
  if (!found) return null;
  const all = lines.textOf(image.dockerfile)!.split(/\r?\n/);
  const index = all.findIndex(
    (line, at) => at >= found.line - 1 && installs.test(line),
  );
  return index === -1 ? found : lines.at(image.dockerfile, index + 1);
}

/**
 * The line that brought a path into an image: what is copied from another stage came there by a
 * line of that one.
 *
 * @param target The stage that has the path.
 * @param path Absolute.
 */
export function madeBy(
  lines: SourceLines,
  image: Image,
  target: string,
  path: string,
): Place | null {
  const found = lines.ofPath(image, target, path);
  const stage = /^COPY\b.*\s--from=(\S+)/i.exec(found?.text ?? "")?.[1];
  if (found === null || stage === undefined || stage === target) return found;
  if (INSTALLED.test(path)) return installIn(lines, image, stage) ?? found;
  const [from = "", to = ""] = found.text.split(/\s+/).slice(-2);
  const below = posix.relative(posix.resolve(image.workdir, to), path);
  return madeBy(lines, image, stage, posix.join(from, below)) ?? found;
}
