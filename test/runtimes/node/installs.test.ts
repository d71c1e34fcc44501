import { describe, expect, test } from "vitest";
import { nodeEvidence } from "../../../src/runtimes/node/evidence.ts";

describe("a build step", () => {
  test.each([
    ...["npm ci", "npm i", "npm install", "npm add x", "npm --silent ci"],
    ...["pnpm i --frozen-lockfile", "pnpm install", "pnpm add x"],
    ...["yarn", "yarn install", "yarn add x", "yarn --immutable"],
    ...["x && yarn", "yarn && x", "--mount=type=cache,target=/x yarn"],
    "x \\\n    && npm i \\\n    --omit=dev",
  ])("is one that installs: %s", (command) => {
    expect(nodeEvidence.installs.test(`RUN ${command}`)).toBe(true);
  });

  test.each([
    ...["yarn build", "yarn run build", "corepack enable yarn", "npm init"],
  ])("is none that installs: %s", (command) => {
    expect(nodeEvidence.installs.test(`RUN ${command}`)).toBe(false);
  });
});
