import { renameSync, writeFileSync } from "node:fs";
import { until } from "../../../src/verify/until.ts";
import type { Scene } from "../support/scene.ts";
import type { Example } from "./example.ts";

const base = "python:3.13-slim";
const health = { service: "thoth-api", port: 8000, path: "/health" };
const TEXT = "On ibises. It cites arXiv:2401.01234.";

/** Puts a paper into the inbox on the host, whole from the first moment on. */
async function dropPaper(scene: Scene): Promise<void> {
  const tests = `${scene.path("tests")}:/tests:ro`;
  const script = ["python", "/tests/make_pdf.py", TEXT];
  const made = ["--label", scene.bench.label];
  const make = ["run", "--rm", ...made, "--volume", tests, base, ...script];
  const draft = scene.path("inbox", "paper.draft");
  writeFileSync(draft, await scene.bench.docker.output(make));
  renameSync(draft, scene.path("inbox", "paper.pdf"));
}

const readPaper = (scene: Scene) =>
  scene.request("thoth-api", 8000, "/documents/paper");

/** From the host's inbox through the monitor, postgres and the discovery to the API. */
async function use(scene: Scene): Promise<void> {
  await dropPaper(scene);
  const isCited = async () =>
    (await readPaper(scene)).includes('"2401.01234"');
  await until("the paper's citations are found", isCited, 60_000);
  const path = "/documents/paper/analysis";
  await scene.request("thoth-api", 8000, path, { method: "POST" });
}

export const thoth: Example = {
  folder: "thoth",
  lockfile: "uv.lock",
  owner: "1000:1000",
  endpoints: [
    health,
    { service: "thoth-mcp", port: 8082, path: "/health" },
    { service: "thoth-mcp", port: 8081, path: "/sse" },
  ],
  secrets: ["secrets/postgres-password.txt"],

  use,
  written: {
    service: "thoth-api",
    files: [
      "/app/cache/ocr/paper.txt",
      "/app/cache/citations/paper.json",
      "/app/cache/analysis/paper.json",
    ],
  },
  async isKept(scene) {
    const paper = await readPaper(scene);
    return paper.includes("ibises") && paper.includes('"2401.01234"');
  },

  edit: {
    path: "src/thoth/api.py",
    text: '"documents": library.count()',
    word: "documents",
    at: health,
  },
};
