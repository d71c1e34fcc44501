import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { specKeysOf } from "../../src/diff/spec-keys.ts";
import { exampleFile } from "../support/examples.ts";

/** The keys for a file of an example in which something is put behind a text. */
async function keysFor(
  path: string,
  behind: string | RegExp,
  added: string,
): Promise<(string | null)[]> {
  const base = exampleFile("thoth", path);
  const mine = base.replace(behind, (found) => `${found}${added}`);
  expect(mine, join("thoth", path)).not.toBe(base);
  return (await specKeysOf(path, base, mine)).map(({ key }) => key);
}

describe("an edit of the Dockerfile could stand in", () => {
  const BASE = /(?<=AS base\n)/;
  const DEVELOPMENT = /(?<=AS development\n)/;
  test.each<[RegExp | string, string, string | null]>([
    [BASE, 'ENV A="b"\n', "environment"],
    [' PYTHONUNBUFFERED="1"', ' \\\n    A="b"', "environment"],
    [BASE, "ARG A=b\n", "args"],
    [BASE, "LABEL a=b\n", "labels"],
    [
      BASE,
      "RUN apt-get update && apt-get install -y ffmpeg\n",
      "packages.runtime",
    ],
    [
      DEVELOPMENT,
      "RUN apt-get update \\\n    && apt-get install -y vim\n",
      "packages.development",
    ],
    [/(?<=AS builder\n)/, "RUN make\n", "run.builder.root"],
    [
      /(?<=AS production\n)/,
      "RUN <<EOF\ntouch /a\nEOF\n",
      "run.production.root",
    ],
    [/\/app\/cache\/ocr \\\n/, "    /app/uploads \\\n", "directories"],
    [DEVELOPMENT, "COPY a b\n", "dockerfile.development"],
  ])("%s %s → %s", async (behind, added, key) => {
    const found = await keysFor("Dockerfile", behind, added);
    expect([...new Set(found)]).toContain(`images.<image>.${key}`);
  });

  test.each<[string, string | null]>([
    ["EXPOSE 80\n", "services.<service>.ports"],
    ["HEALTHCHECK NONE\n", "services.<service>.health"],
    ["# why\n", null],
  ])("%s → %s", async (added, key) => {
    expect(await keysFor("Dockerfile", BASE, added)).toEqual([key]);
  });
});

describe("an edit of a Compose file could stand in", () => {
  const ENVIRONMENT = "      PGHOST: postgres\n";
  const VOLUMES = "      - thoth-cache:/app/cache\n";
  test.each<[string, string, string | null]>([
    [
      ENVIRONMENT,
      '      DEBUG: "1"\n',
      "services.thoth-mcp.development.environment",
    ],
    [
      VOLUMES,
      "      - ./data:/data\n",
      "services.thoth-mcp.development.volumes",
    ],
    [
      "      target: development\n",
      "      network: host\n",
      "images.<image>.args (or dockerfile, context)",
    ],
    [
      "  thoth-mcp:\n",
      "    working_dir: /tmp\n",
      "services.thoth-mcp.development.workingDir",
    ],
    [
      "  thoth-mcp:\n",
      "    tty: true\n",
      "services.thoth-mcp.development.compose",
    ],
    ["\nservices:\n", "  mail:\n    image: mailpit\n", "services.mail"],
    ["\nvolumes:\n", "  more:\n", "volumes.more"],
    ["name: thoth\n", "x-more: {}\n", "compose"],
    ["name: thoth\n", "# why\n", null],
  ])("%j %j → %s", async (behind, added, key) => {
    expect((await keysFor("compose.yaml", behind, added))[0]).toBe(key);
  });

  test("what only production has", async () => {
    const keys = await keysFor(
      "compose.production.yaml",
      ENVIRONMENT,
      '      A: "1"\n',
    );
    expect(keys).toEqual(["services.thoth-mcp.production.environment"]);
  });
});

test("an ignored pattern has its key, the guide's text has none", async () => {
  expect(await keysFor(".dockerignore", "!src\n", "!data\n")).toEqual([
    "images.<image>.ignore",
  ]);
  expect(await keysFor("DOCKER.md", "# Docker in thoth\n", "Hello\n")).toEqual([
    null,
  ]);
});
