import type { Check } from "./check.ts";

/** What is started before what has a beginning. */
export const cycles: Check = function* ({ spec }) {
  const before = (name: string): string[] => {
    const { dependsOn = [] } = spec.services[name] ?? {};
    return Array.isArray(dependsOn) ? dependsOn : Object.keys(dependsOn);
  };
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name))
      found.push([...trail.slice(trail.indexOf(name)), name]);
    else if (!done.has(name)) {
      for (const next of before(name)) visit(next, [...trail, name]);
      done.add(name);
    }
  };
  for (const name of Object.keys(spec.services)) visit(name, []);
  for (const circle of found) {
    yield {
      path: ["services", circle.at(-2)!, "dependsOn"],
      message: `services wait for each other: ${circle.join(" → ")}`,
      advice: `take ${circle.at(-1)} out of it`,
    };
  }
};
