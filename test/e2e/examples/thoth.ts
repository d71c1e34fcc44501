import { renameSync, writeFileSync } from "node:fs";
import { output } from "../support/command.ts";
import type { Stack } from "../support/stack.ts";
import { until } from "../support/until.ts";
import type { Example } from "./example.ts";

const base = "python:3.13-slim";
const health = { service: "thoth-api", port: 8000, path: "/health" };
const TEXT = "On ibises. It cites arXiv:2401.01234.";

/** Puts a paper into the inbox on the host, whole from the first moment on. */
async function dropPaper({ sandbox }: Stack): Promise<void> {
  const tests = `${sandbox.path("tests")}:/tests:ro`;
  const script = ["python", "/tests/make_pdf.py", TEXT];
  const make = ["--rm", "-v", tests, base, ...script];
  const draft = sandbox.path("inbox", "paper.draft");
  writeFileSync(draft, await output(["docker", "run", ...make]));
  renameSync(draft, sandbox.path("inbox", "paper.pdf"));
}

const readPaper = (stack: Stack) =>
  stack.request("thoth-api", 8000, "/documents/paper");

/** From the host's inbox through the monitor, postgres and the discovery to the API. */
async function use(stack: Stack): Promise<void> {
  await dropPaper(stack);
  await until("the paper's citations are found", async () =>
    (await readPaper(stack)).includes('"2401.01234"'),
  );
  const path = "/documents/paper/analysis";
  await stack.request("thoth-api", 8000, path, { method: "POST" });
}

export const thoth: Example = {
  folder: "thoth",
  user: { name: "thoth", uid: 1000, gid: 1000 },
  base,
  services: ["thoth-mcp", "thoth-api", "thoth-pdf-monitor", "thoth-discovery"],
  backing: ["postgres"],
  endpoints: [
    health,
    { service: "thoth-mcp", port: 8082, path: "/health" },
    { service: "thoth-mcp", port: 8081, path: "/sse" },
  ],
  secrets: ["secrets/postgres-password.txt"],

  directories: [
    "/app/cache",
    "/app/cache/ocr",
    "/app/cache/analysis",
    "/app/cache/citations",
  ],
  use,
  written: {
    service: "thoth-api",
    files: [
      "/app/cache/ocr/paper.txt",
      "/app/cache/citations/paper.json",
      "/app/cache/analysis/paper.json",
    ],
  },
  async isKept(stack) {
    const paper = await readPaper(stack);
    return paper.includes("ibises") && paper.includes('"2401.01234"');
  },

  shipped: ["src", "pyproject.toml", "README.md"],
  source: "src",
  tests: "tests",
  installs: /uv sync .*--no-install-project/s,
  developmentPackages: ["pytest", "ruff"],

  edit: {
    path: "src/thoth/api.py",
    text: '"documents": library.count()',
    word: "documents",
    at: health,
  },
  lockfile: { path: "uv.lock", appended: "# edited\n" },
};
