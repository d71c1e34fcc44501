import { readFileSync } from "node:fs";
import { stagesOf } from "../../src/dockerfile/dockerfile.ts";

/** What a step of each example says when it installs dependencies: written by hand, from the goldens. */
export const INSTALLING: Readonly<Record<string, RegExp>> = {
  "express-npm": /^ {4}npm ci/m,
  "fastapi-pip": /pip(?: --python \S+)? install --requirement requirements/,
  "fastify-pnpm": /^ {4}(?:pnpm install --frozen|npm install --global)/m,
  "monorepo-npm": /^ {4}npm ci/m,
  thoth: /uv sync --locked --no-install-project/,
};

/** The instructions of every stage that a target of an example is made of. */
export function reachedBy(example: string, target: string) {
  const path = new URL(`../../examples/${example}/Dockerfile`, import.meta.url);
  const stages = stagesOf(readFileSync(path, "utf8"));
  const reached = new Set<(typeof stages)[number]>();
  const reach = (name: string) => {
    const stage = stages.find((each) => each.name === name);
    if (!stage || reached.has(stage)) return;
    reached.add(stage);
    reach(stage.from);
    for (const { text } of stage.instructions)
      for (const [, from] of text.matchAll(/(?:--|,)from=([\w-]+)/g))
        reach(from!);
  };
  reach(target);
  return [...reached].flatMap(({ instructions }) => instructions);
}

export const runsOf = (instructions: ReturnType<typeof reachedBy>): string[] =>
  instructions
    .filter(({ keyword }) => keyword === "RUN")
    .map(({ text }) => text);
