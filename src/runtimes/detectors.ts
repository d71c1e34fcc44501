import type { Detector } from "./detection.ts";
import { nodeDetector } from "./node/detect/index.ts";
import { pythonDetector } from "./python/detect/index.ts";

/**
 * Detection of every language, by its runtime's name. It stands apart from the runtimes, so that a
 * command that detects nothing does not load it.
 */
const DETECTORS: Readonly<Record<string, Detector>> = {
  python: pythonDetector,
  node: nodeDetector,
};

/** How a runtime's projects are detected. */
export function detectorOf({ name }: { readonly name: string }): Detector {
  const detector = DETECTORS[name];
  if (!detector) throw new TypeError(`nothing detects ${name}`);
  return detector;
}
