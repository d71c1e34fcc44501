import type { TestProject } from "vitest/node";
import { Docker } from "../../../src/docker/docker.ts";
import { lacksOf, readVersions } from "../../../src/docker/engine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether an engine answers, so that there is something to prove. */
    engine: boolean;
  }
}

/** Asks for the engine once. Without one the tests are not defined, which is said and is no failure. */
export default async function setup(project: TestProject): Promise<void> {
  const lacks = [...lacksOf(await readVersions(new Docker()))];
  const engine = lacks.length === 0;
  project.provide("engine", engine);
  if (engine) return;
  const message = `The end-to-end tests, which need an engine, did not run: ${lacks[0]?.message}.`;
  if (process.env["DOCKWRIGHT_REQUIRE_ENGINE"] === "1")
    throw new Error(message);
  console.log(message);
  Object.assign(project.config, { passWithNoTests: true });
}
