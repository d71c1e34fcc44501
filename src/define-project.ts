import type { Spec } from "./spec/schema/project.ts";

/**
 * Gives a `dockwright.config.ts` its types and its completion; the spec itself comes back as it is.
 *
 * @example
 * export default defineProject({
 *   name: "shop",
 *   images: { web: { runtime: { node: "24" } } },
 *   services: { web: { image: "web", ports: [3000] } },
 * });
 */
export const defineProject = (spec: Spec): Spec => spec;
