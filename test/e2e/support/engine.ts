import type { TestProject } from "vitest/node";
import { run } from "./command.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether an engine answers, so that there is something to prove. */
    engine: boolean;
  }
}

async function answers(): Promise<boolean> {
  const version = ["docker", "info", "--format", "{{.ServerVersion}}"] as const;
  const outcome = await run(version, { timeout: 20_000 }).catch(() => null);
  return outcome?.code === 0;
}

/** Asks for the engine once. Without one the tests are not defined, which is said and is no failure. */
export default async function setup(project: TestProject): Promise<void> {
  const engine = await answers();
  project.provide("engine", engine);
  if (engine) return;
  const message =
    "No Docker engine answers: the end-to-end tests, which need one, did not run.";
  if (process.env["DOCKWRIGHT_REQUIRE_ENGINE"] === "1")
    throw new Error(message);
  console.log(message);
  Object.assign(project.config, { passWithNoTests: true });
}
