import { relative, join, posix, sep } from "node:path";
import { lstatSync, readdirSync } from "node:fs";
import type { ComposeService, ComposeWatch } from "../docker/compose-file.ts";
import { isWithin } from "../model/paths.ts";
import { hiddenBy } from "../model/ignore-pattern.ts";
import type { Image } from "../model/project.ts";
import { servicesFor } from "./isolate.ts";
import type { Stack, StackService } from "./stack.ts";
import { codeOf } from "./source-edit.ts";

/** A service whose code watch carries, and how. */
export interface Watched {
  readonly name: string;
  readonly image: Image;
  /** The rule that carries its code, or null where every change builds the image anew. */
  readonly rule: (ComposeWatch & { readonly target: string }) | null;
  /** A file of its code below the rule's path, absolute. */
  readonly file: string;
  /** What a rule beside that of the code carries, from the project's folder on. */
  readonly beside?: string;
}

/** A path on the host as it is in the container of a rule. */
export const inContainer = (
  { path, target }: { path: string; target: string },
  file: string,
): string => posix.join(target, relative(path, file).split(sep).join("/"));

const isBelow = (file: string, folder: string) =>
  file === folder || file.startsWith(`${folder}${sep}`);

/** Whether a rule looks after a file: what it ignores is relative to its path. */
const carries = ({ path, ignore = [] }: ComposeWatch, file: string) =>
  isBelow(file, path) &&
  hiddenBy(ignore, relative(path, file).split(sep).join("/"), false) === -1;

function watchedOf(
  stack: Stack,
  { name, image, compose }: StackService,
): Watched[] {
  const rules = compose.develop?.watch ?? [];
  if (!image || rules.length === 0) return [];
  const files = codeOf(stack.copy, image).map((path) =>
    join(stack.copy, image.context, path),
  );
  const carrying = rules.filter(({ action }) => action.startsWith("sync"));
  for (const { target, ...rule } of carrying) {
    const file = files.find((each) => carries(rule, each));
    if (file && target)
      return [{ name, image, rule: { ...rule, target }, file }];
  }
  const file = files.find((each) => rules.some((rule) => carries(rule, each)));
  return file ? [{ name, image, rule: null, file }] : [];
}

/** The services of a stack whose code watch looks after, as far as a container of theirs runs. */
export const watchedIn = (stack: Stack): Watched[] =>
  stack.services.flatMap((service) =>
    stack.done.has(service.name) ? [] : watchedOf(stack, service),
  );

const targetsOf = ({ volumes = [], tmpfs = [] }: ComposeService): string[] => [
  ...volumes.map(({ target }) => target),
  ...tmpfs.map((mount) => mount.split(":")[0]!),
];

/** All that decides what watch can do to a service, beside its image. */
function groundOf(service: ComposeService): unknown {
  const { develop, user } = service;
  const carried = (develop?.watch ?? []).flatMap(({ target }) => target ?? []);
  const mounted = targetsOf(service).filter((path) =>
    carried.some((each) => isWithin(path, each) || isWithin(each, path)),
  );
  return [develop, user, mounted];
}

/**
 * Services by what watch can do to them: those of one image with the same rules and user are one
 * group. Each begins with the one that depends on the least, since watch follows what a service
 * depends on.
 */
export function alike(
  { written }: Stack,
  all: readonly Watched[],
): Watched[][] {
  const needs = ({ name }: Watched) => servicesFor(written, [name]).length;
  const groups = new Map<string, Watched[]>();
  for (const watched of all.toSorted((a, b) => needs(a) - needs(b))) {
    const ground = groundOf(written.services[watched.name]!);
    const key = JSON.stringify([watched.image.name, ground]);
    groups.set(key, [...(groups.get(key) ?? []), watched]);
  }
  return [...groups.values()];
}

/** What no rule is meant to carry. */
const PRIVATE = /^\.env\b|\.(?:key|pem)$/;

/** Any file that a rule carries, absolute. */
function fileOf(rule: ComposeWatch): string | undefined {
  const all = readdirSync(rule.path, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile() && !PRIVATE.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .find((file) => carries(rule, file));
}

/**
 * The folders that watch carries for a service, each as if it were the code's: files can come and
 * go there. One in which there is nothing to be carried is none.
 *
 * @param withOthers Whether those beside the code's are asked for.
 */
export function foldersOf(
  stack: Stack,
  watched: Watched,
  withOthers: boolean,
): Watched[] {
  const { compose } = stack.services.find(({ name }) => name === watched.name)!;
  return (compose.develop?.watch ?? []).flatMap(({ target, ...rule }) => {
    if (!rule.action.startsWith("sync") || !target) return [];
    const isCode = rule.path === watched.rule?.path;
    if (!isCode && !withOthers) return [];
    const status = lstatSync(rule.path, { throwIfNoEntry: false });
    const isFolder = status?.isDirectory() ?? false;
    const file = isCode ? watched.file : isFolder && fileOf(rule);
    if (!isFolder || !file) return [];
    const beside = isCode ? {} : { beside: relative(stack.copy, rule.path) };
    return [{ ...watched, ...beside, file, rule: { ...rule, target } }];
  });
}
