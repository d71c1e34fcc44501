import type { Example } from "./example.ts";

const service = "notes";
const health = { service, port: 8000, path: "/health" };

export const fastapiPip: Example = {
  folder: "fastapi-pip",
  lockfile: "requirements.txt",
  owner: "1000:1000",
  endpoints: [health],
  secrets: [],

  async use(scene) {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ text: "kept" });
    const post = { method: "POST", headers };
    await scene.request(service, 8000, "/notes", { ...post, body });
    await scene.request(service, 8000, "/exports", post);
  },
  written: {
    service,
    files: ["/app/data/notes.db", "/app/data/exports/notes-*.json"],
  },
  async isKept(scene) {
    const notes = await scene.request(service, 8000, "/notes");
    return notes.includes('"kept"');
  },

  edit: {
    path: "app/main.py",
    text: '"status": "ok"',
    word: "ok",
    at: health,
  },
};
