import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const SCHEMA = "node_modules/dockwright/schemas/dockwright.schema.json";

/** A folder and those above it, up to the top of its repository; alone where it is in none. */
function upToTop(folder: string): string[] {
  const way = [folder];
  while (!existsSync(join(way.at(-1)!, ".git"))) {
    const above = dirname(way.at(-1)!);
    if (above === way.at(-1)) return [folder];
    way.push(above);
  }
  return way;
}

/**
 * Where editors find the spec's schema: in the package, where a project has installed it, or is
 * going to.
 *
 * @returns A path seen from the project's folder; null where npx alone runs the package.
 */
export function findSchema(root: string): string | null {
  const folder =
    upToTop(root).find((each) => existsSync(join(each, SCHEMA))) ??
    (existsSync(join(root, "package.json")) ? root : null);
  if (folder === null) return null;
  const path = relative(root, join(folder, SCHEMA)).replaceAll("\\", "/");
  return path.startsWith("..") ? path : `./${path}`;
}
