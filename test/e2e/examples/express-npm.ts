import type { Example } from "./example.ts";

const service = "web";
const health = { service, port: 3000, path: "/health" };

export const expressNpm: Example = {
  folder: "express-npm",
  lockfile: "package-lock.json",
  owner: "1000:1000",
  endpoints: [health],
  secrets: [],

  async use(scene) {
    const put = { method: "PUT", body: "kept" };
    await scene.request(service, 3000, "/uploads/kept.txt", put);
    await scene.request(service, 3000, "/");
  },
  written: { service, files: ["/app/uploads/kept.txt"] },
  async isKept(scene) {
    const upload = await scene.request(service, 3000, "/uploads/kept.txt");
    const count = await scene.request(service, 3000, "/");
    const { visits } = JSON.parse(count) as { visits: number };
    return upload === "kept" && visits > 1;
  },

  edit: {
    path: "src/app.js",
    text: "status: 'ok'",
    word: "ok",
    at: health,
  },
};
