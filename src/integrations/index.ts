import { planCi } from "./ci.ts";
import { planHook } from "./hook.ts";
import type { Integration, Tools } from "./integration.ts";
import { planScripts } from "./scripts.ts";

/** In a Node project all of them call the package that is installed there. */
function needsOf(tools: Tools): string | null {
  if (tools.packageJson === null || tools.isDependency) return null;
  const add = { npm: "npm install", pnpm: "pnpm add" }[tools.packageManager];
  return `${add} --save-dev dockwright`;
}

/** Each place that dockwright can be called from in a project; the hook only where there is Git. */
export function integrationsOf(tools: Tools): Integration[] {
  const needs = needsOf(tools);
  return [planScripts(tools), planHook(tools), planCi(tools)]
    .filter((each) => each !== null)
    .map((each) => ({ ...each, needs }));
}
