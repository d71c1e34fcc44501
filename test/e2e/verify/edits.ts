import { join } from "node:path";
import { put } from "../../support/folder.ts";
import { replaceIn } from "../support/copies.ts";

export const dockerfile =
  (from: string, to: string) =>
  (root: string): void =>
    replaceIn(join(root, "Dockerfile"), from, to);

export const spec =
  (from: string, to: string) =>
  (root: string): void =>
    replaceIn(join(root, "dockwright.yaml"), from, to);

export const DIRECTORIES = " \\\n    /app/data \\\n    /app/data/exports\n";

/** A base without the declared directories, and an instruction behind its user in their place. */
export const instead = (instruction: string) => (root: string) => {
  dockerfile(DIRECTORIES, "\n")(root);
  dockerfile("\nWORKDIR /app\n", `\nWORKDIR /app\n${instruction}\n`)(root);
};

export const otherUser = (root: string) =>
  put(root, {
    "compose.override.yaml": 'services:\n  notes:\n    user: "1234:1234"\n',
  });

/** A health check that gives up soon, where a test waits for what never gets healthy. */
export const impatient = spec(
  "health: { http: /health }",
  "health: { http: /health, interval: 1s, startPeriod: 1s }",
);
