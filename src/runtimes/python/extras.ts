import {
  packageName,
  readRequirement,
  texts,
  type Table,
} from "./requirement.ts";

/**
 * An extra with those that it asks for of its own project: `all = ["shop[web,test]"]`.
 *
 * @param project The project's name as it is written.
 * @returns Null where one names the project in another way, which the build step that reads them would not see.
 */
export function extraWithNested(
  extras: Table,
  project: string,
  extra: string,
): string[] | null {
  const taken = new Set<string>();
  const visit = (wanted: string): boolean => {
    const name = Object.keys(extras).find(
      (each) => packageName(each) === packageName(wanted),
    );
    if (name === undefined || taken.has(name)) return name !== undefined;
    taken.add(name);
    return texts(extras[name]).every((requirement) => {
      const { name: asked, extras: nested } = readRequirement(requirement);
      if (asked !== packageName(project)) return true;
      return requirement.startsWith(`${project}[`) && nested.every(visit);
    });
  };
  const isKnown = visit(extra);
  const isPlain = [...taken].every((name) => /^[\w.-]+$/.test(name));
  return isKnown && isPlain ? [...taken] : null;
}
