import type { Entry } from "../../src/docker/image.ts";
import { RULES } from "../../src/verify/production-rules.ts";
import { folderWith } from "./folder.ts";
import { PYTHON, resolved, withImage, type Files } from "./specs.ts";

export const file = (path: string, parts: Partial<Entry> = {}): Entry => ({
  ...{ path, type: "file", mode: 0o644, uid: 0, gid: 0, size: 1 },
  ...parts,
});

export const words = (text: string) => text.split(" ");
export const files = (paths: string) => words(paths).map((path) => file(path));

interface Case {
  readonly entries: readonly Entry[];
  readonly base?: readonly Entry[];
  readonly parts?: object;
  readonly project?: Files;
  readonly metadata?: readonly string[];
}

/** The paths that a rule finds in an image with some entries. */
export async function found(
  message: string,
  { entries, base = [], parts = {}, project = PYTHON, metadata = [] }: Case,
): Promise<string[]> {
  const rule = RULES.find((each) => each.message.includes(message))!;
  const paths = new Set(entries.map(({ path }) => path));
  const known = new Map(base.map((entry) => [entry.path, entry]));
  const all = await rule.find({
    image: resolved(withImage(parts), project).images[0]!,
    copy: folderWith(project),
    base: { entries: known, holding: [] },
    entries: [...base.filter(({ path }) => !paths.has(path)), ...entries],
    added: entries.filter(({ path }) => !known.has(path)),
    read: () => Promise.resolve([...metadata]),
  });
  return all.map(({ path }) => path);
}
