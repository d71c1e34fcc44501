import { healthIn, type FoundHealth } from "../../detect-health.ts";
import { matches } from "../../scan.ts";
import type { NodeProject } from "./project.ts";
import { HEALTH } from "./signs.ts";

/** A controller's own path with each of its methods': https://docs.nestjs.com/controllers */
function* nestRoutes({ lines }: NodeProject) {
  const [global] = matches(lines, /\bsetGlobalPrefix\(\s*["'`]([\w/-]+)["'`]/);
  let base = "";
  for (const each of lines) {
    const [, controller] =
      /@Controller\(\s*["'`]?([\w/-]*)["'`]?/.exec(each.text) ?? [];
    if (controller !== undefined) base = controller;
    const [, path] =
      /@Get\(\s*["'`]?([\w/-]*)["'`]?\s*\)/.exec(each.text) ?? [];
    if (path === undefined) continue;
    const parts = [global?.groups[0], base, path].filter(Boolean);
    yield {
      ...each,
      text: `app.get("/${parts.join("/").replaceAll("//", "/")}"`,
    };
  }
}

/** A route that is a file: https://nextjs.org/docs/app/getting-started/route-handlers */
const nextRoutes = ({ files }: NodeProject) =>
  files.paths.flatMap((file) => {
    const [, path] =
      /^(?:src\/)?app\/(.+)\/route\.[jt]s$/.exec(file) ??
      /^(?:src\/)?pages\/(api\/.+)\.[jt]s$/.exec(file) ??
      [];
    return path ? [{ file, line: 1, text: `app.get("/${path}"` }] : [];
  });

/** The path that says whether a service works, as far as code tells. */
export function findHealth(
  project: NodeProject,
  framework: string | null,
): FoundHealth | null {
  const lines =
    framework === "NestJS"
      ? [...nestRoutes(project)]
      : framework === "Next.js"
        ? nextRoutes(project)
        : project.lines;
  return healthIn(lines, HEALTH)[0] ?? null;
}
