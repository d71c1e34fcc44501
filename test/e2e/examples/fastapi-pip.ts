import type { Example } from "./example.ts";

const service = "notes";
const health = { service, port: 8000, path: "/health" };

export const fastapiPip: Example = {
  folder: "fastapi-pip",
  user: { name: "notes", uid: 1000, gid: 1000 },
  base: "python:3.13-slim",
  services: [service],
  backing: [],
  endpoints: [health],
  secrets: [],

  directories: ["/app/data", "/app/data/exports"],
  async use(stack) {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ text: "kept" });
    const post = { method: "POST", headers };
    await stack.request(service, 8000, "/notes", { ...post, body });
    await stack.request(service, 8000, "/exports", post);
  },
  written: {
    service,
    files: ["/app/data/notes.db", "/app/data/exports/notes-*.json"],
  },
  async isKept(stack) {
    const notes = await stack.request(service, 8000, "/notes");
    return notes.includes('"kept"');
  },

  shipped: ["app"],
  source: "app",
  tests: "tests",
  installs: /pip .*install .*--requirement/s,
  developmentPackages: ["pytest", "httpx", "certifi"],

  edit: {
    path: "app/main.py",
    text: '"status": "ok"',
    word: "ok",
    at: health,
  },
  lockfile: { path: "requirements.txt", appended: "# edited\n" },
};
