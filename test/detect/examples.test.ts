import { describe, expect, test } from "vitest";
import { detect } from "../../src/detect/detect.ts";
import { toSpec } from "../../src/detect/to-spec.ts";
import { join } from "node:path";
import { readForDetection } from "../../src/io/read-for-detection.ts";
import { EXAMPLES } from "../support/examples.ts";
import { refusals } from "../support/specs.ts";

/** The spec and what is made from it: detection starts from a project without them. */
const GENERATED =
  /^(?:dockwright\.yaml|(?:.*\/)?Dockerfile|compose(?:\.production)?\.yaml|docker-bake\.json|DOCKER\.md|\.dockerignore|\.env\.example|secrets\/.*)$/;

/** An example as it would be found; uv's lockfile is in no clone. */
function found(name: string) {
  const { paths, contents } = readForDetection(join(EXAMPLES, name));
  const kept = paths.filter((path) => !GENERATED.test(path));
  const lock = contents["pyproject.toml"] === undefined ? [] : ["uv.lock"];
  const snapshot = {
    paths: [...new Set([...kept, ...lock])].sort(),
    contents: Object.fromEntries(
      Object.entries(contents).filter(([path]) => !GENERATED.test(path)),
    ),
  };
  const detection = detect(snapshot, name);
  const spec = toSpec(detection)!;
  return {
    spec,
    refused: refusals(spec, snapshot.contents),
    problems: detection.findings.filter(({ kind }) => kind === "problem"),
  };
}

const serve = "uvicorn app.main:app --host 0.0.0.0 --port 8000".split(" ");
const thoth = (command: string, more = {}) => ({
  image: "thoth",
  command: ["python", "-m", "thoth", command],
  ...more,
  dependsOn: ["postgres"],
});

describe("the spec of an example that has lost its own", () => {
  test.each<[string, object]>([
    [
      "express-npm",
      {
        name: "counter",
        images: {
          web: {
            runtime: { node: null },
            directories: [{ path: "uploads", volume: "uploads" }],
          },
        },
        services: {
          web: {
            image: "web",
            ports: [3000],
            health: { http: "/health" },
            dependsOn: ["redis"],
          },
          redis: { backing: "redis", version: "8" },
        },
      },
    ],
    [
      "fastify-pnpm",
      {
        name: "pastes",
        images: {
          web: {
            runtime: { node: null },
            directories: [{ path: "pastes", volume: "pastes" }],
          },
        },
        services: {
          web: { image: "web", ports: [3000], health: { http: "/health" } },
        },
      },
    ],
    [
      "fastapi-pip",
      {
        name: "fastapi-pip",
        images: {
          web: {
            runtime: { python: null },
            directories: [{ path: "data", volume: "data" }],
          },
        },
        services: {
          web: {
            image: "web",
            command: serve,
            development: {
              command: [...serve, "--reload", "--reload-dir", "app"],
            },
            ports: [8000],
            health: { http: "/health" },
          },
        },
      },
    ],
    [
      "monorepo-npm",
      {
        name: "words",
        images: {
          api: {
            runtime: { node: null },
            workspace: "apps/api",
            directories: [{ path: "texts", volume: "texts" }],
          },
        },
        services: {
          web: { image: "api", ports: [3000], health: { http: "/health" } },
        },
      },
    ],
    [
      // What no code says: how the two without a port show that they work, and that the inbox is a folder of the host's.
      "thoth",
      {
        name: "thoth",
        images: {
          thoth: {
            runtime: { python: null },
            directories: [
              {
                path: "cache",
                subdirs: ["analysis", "citations", "ocr"],
                volume: "cache",
              },
              { path: "inbox", volume: "inbox" },
            ],
          },
        },
        services: {
          mcp: thoth("mcp", {
            ports: [
              { container: 8081, name: "sse" },
              { container: 8082, name: "http" },
            ],
            health: { http: "/health", port: 8082 },
          }),
          api: thoth("api", { ports: [8000], health: { http: "/health" } }),
          "pdf-monitor": thoth("pdf-monitor"),
          discovery: thoth("discovery"),
          postgres: { backing: "postgres", version: "17" },
        },
      },
    ],
  ])("%s", (name, expected) => {
    const { spec, refused, problems } = found(name);
    expect(spec).toEqual(expected);
    expect(refused).toEqual([]);
    expect(problems).toEqual([]);
  });
});
