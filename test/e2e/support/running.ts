import { afterAll, beforeAll } from "vitest";
import type { Example } from "../examples/example.ts";
import type { Target } from "./build.ts";
import { Sandbox } from "./sandbox.ts";
import { Stack } from "./stack.ts";

/** A sandbox for the tests of the suite that calls this. */
export function givenSandbox(
  example: Example,
  prepare: (sandbox: Sandbox) => Promise<void> = async () => {},
): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = new Sandbox(example);
    await prepare(sandbox);
    await sandbox.generate();
  });
  afterAll(() => sandbox?.remove());
  return () => sandbox!;
}

/** A running stack for the tests of the suite that calls this. */
export function givenStack(
  example: Example,
  target: Target,
  prepare?: (sandbox: Sandbox) => Promise<void>,
): () => Stack {
  const sandbox = givenSandbox(example, prepare);
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = new Stack(sandbox(), target);
    await stack.up();
  });
  afterAll(() => stack?.remove());
  return () => stack!;
}
